"""Bytes -> Feed and Entries; what is new, changed or gone in them; when to look again; lists of feeds.

`reader()` reads in a limited process: use it for whatever came from outside.
"""

from wholestory.feeds import opml, paragraphs
from wholestory.feeds.deciding import decide
from wholestory.feeds.discovery import discover, header_links
from wholestory.feeds.markup import SANITISER, Words, plain, safe
from wholestory.feeds.reading import read
from wholestory.feeds.schedule import next_check
from wholestory.feeds.worker import Reader, reader

PARSER = f"1/{SANITISER}"
"""What a document read by this version is marked with: raise it, and unchanged documents are read again."""

__all__ = [
    "PARSER",
    "SANITISER",
    "Reader",
    "Words",
    "decide",
    "discover",
    "header_links",
    "next_check",
    "opml",
    "paragraphs",
    "plain",
    "read",
    "reader",
    "safe",
]
