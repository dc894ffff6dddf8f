"""Files, pages and records -> articles: what was told, and what was taken off it."""

from wholestory.extract.decoding import decode
from wholestory.extract.page import page
from wholestory.extract.records import record
from wholestory.extract.scraped import scraped

__all__ = ["decode", "page", "record", "scraped"]
