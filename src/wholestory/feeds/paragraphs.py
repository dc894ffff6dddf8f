"""Sanitised HTML of an entry -> its words, a paragraph a line, for reading as an article."""

from __future__ import annotations

import html
import re

from wholestory.model import SafeHtml

_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|tr|table|pre|figure|section|article|hr|dd|dt)\b[^>]*>", re.I
)
_ASIDE = re.compile(r"<(figure|figcaption|table|pre|code)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def of(words: SafeHtml | None) -> str:
    """The paragraphs of `words`, one a line, captions and tables left out; empty where there are none.

    What is given must have been sanitised (`markup.safe`): its tags are whole and its brackets escaped.
    """
    prose = _SPACE.sub(" ", _ASIDE.sub("<p>", words or ""))
    lines = (html.unescape(_TAG.sub("", line)) for line in _BLOCK.split(prose))
    return "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))
