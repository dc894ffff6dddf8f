"""The only network code: one client, one guard, for every path that leads out of the house.

`async with fetch.Client(manners) as client: answer = await client.get(fetch.Request(url=url))`
"""

from wholestory.fetch.answer import Answer, Outcome, Reason
from wholestory.fetch.caching import lifetime
from wholestory.fetch.client import Client
from wholestory.fetch.manners import Manners
from wholestory.fetch.request import Kind, Request

__all__ = ["Answer", "Client", "Kind", "Manners", "Outcome", "Reason", "Request", "lifetime"]
