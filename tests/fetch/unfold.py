"""Run by test_bombs in a process of its own: fetches a bomb thrice, prints the memory that cost, in bytes."""

import asyncio
import resource
import sys
from pathlib import Path

from fetching import client, request
from hostile.servers import answer, serving
from wholestory.fetch import Outcome


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


async def main(coding, path):
    pages = {
        "/": answer(body=b"<rss/>"),
        "/bomb": answer(headers=[("Content-Encoding", coding)], body=Path(path).read_bytes()),
    }
    async with serving(lambda asked: pages[asked.path]) as server, client() as opened:
        await opened.get(request(server.url()))
        before = peak()
        answers = [await opened.get(request(server.url("/bomb"))) for _ in range(3)]
        assert {a.outcome for a in answers} == {Outcome.TOO_LARGE}, answers
        sys.stdout.write(str(peak() - before))


asyncio.run(main(*sys.argv[1:]))
