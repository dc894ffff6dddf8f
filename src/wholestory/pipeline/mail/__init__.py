"""Newsletters: mailboxes followed like feeds, one feed for each list or sender, an entry for each mail."""

from wholestory.pipeline.mail.letters import read
from wholestory.pipeline.mail.places import Folder, address, feed, is_one, parse, part, root

__all__ = ["Folder", "address", "feed", "is_one", "parse", "part", "read", "root"]
