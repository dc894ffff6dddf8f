"""A message as devices show it: an outlet's own words with its name, and as few of ours as will do."""

from __future__ import annotations

import json
from dataclasses import dataclass

from wholestory.report import shown

TITLE, BODY = 120, 300  # letters
DOT = " · "


@dataclass(frozen=True, slots=True)
class Message:
    """`title` is an outlet's, `url` a path of ours; of one `tag` a device shows the latest alone."""

    title: str
    body: str
    url: str
    tag: str
    language: str | None

    def written(self) -> str:
        """As the service worker reads it (docs/notes/scripts.md)."""
        title = shown.clipped(self.title, TITLE)
        told = {
            "title": title,
            "body": shown.clipped(self.body, BODY),
            "url": self.url,
            "tag": self.tag,
            "lang": self.language or "",
            "dir": shown.direction(title),
        }
        return json.dumps(told, ensure_ascii=False)
