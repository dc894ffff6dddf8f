"""A parsed page as its pieces of running text, in reading order, each with where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wholestory.extract import html_hints
from wholestory.extract.html_hints import NOTHING

if TYPE_CHECKING:
    from lxml.etree import _Element

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rb ruby s samp "  # noqa: SIM905
    "small span strike strong sub sup time tt u var wbr nobr".split()
)
_MUTE = frozenset(
    "script style noscript template svg head iframe object embed select button input textarea video audio "  # noqa: SIM905
    "canvas map math option datalist progress meter frameset frame applet rp rt".split()
)
_BOLD = frozenset({"b", "strong"})
_IMAGE = frozenset({"img", "picture", "amp-img"})
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACE = re.compile(r"[^\S\n]+")
_BREAK = re.compile(r" ?\n ?(?:\n ?)+|(?<=[.!?…:;\"”»)。！？]) ?\n ?|(?<=[.!?…:;\"”»)。！？] )\n ?")
_HEADING = re.compile(r"h[1-6]$")
_PROSE = 60  # characters; a third of that where one character is a syllable or a word
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CLOSED = re.compile(r"[.!?…。！？:;][\"”’»›)\]'*]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of running text.

    `tag` is the block element it stands in, `place` a number for that element's parent, `hints` what
    the elements around it say of it, `near` what its own element and its parent say, `linked` the
    share of its characters that are links, `strong` of those in bold type, `pictured` whether an image
    stands before it in that element.
    """

    text: str
    tag: str
    place: int
    linked: float
    hints: frozenset[str]
    near: frozenset[str]
    pictured: bool = False
    strong: float = 0.0

    @property
    def heads(self) -> bool:
        """Whether it is marked up as a heading."""
        return bool(_HEADING.match(self.tag))

    @property
    def is_closed(self) -> bool:
        """Whether it ends with a mark, as sentences do and labels do not."""
        return closed(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a paragraph: long, closed by a mark, and not mostly links."""
        limit = 0.8 if self.tag == "p" and self.text[-1] in '.”"' else 0.5
        long = len(self.text) >= _PROSE or (len(self.text) * 3 >= _PROSE and bool(_WIDE.search(self.text)))
        return long and self.linked < limit and self.is_closed

    @property
    def is_subhead(self) -> bool:
        """Whether it is a heading inside an article: marked up as one, or a short line all in bold."""
        bold = self.strong > 0.9 and self.tag in ("p", "div", "section") and not self.linked
        return len(self.text) < 200 and (self.heads or (bold and not self.is_closed))


def closed(text: str) -> bool:
    """Whether `text` ends with a mark of the kind that ends sentences."""
    return bool(_CLOSED.search(text[-20:]))


def find(root: _Element) -> tuple[Piece, ...]:
    """The pieces of a page. Text of scripts, controls and embedded objects is none of them."""
    body = root.find("body")
    return tuple(_Walk().over(root if body is None else body))


@dataclass(frozen=True, slots=True)
class _Block:
    tag: str
    place: int
    hints: frozenset[str]
    own: frozenset[str]


class _Walk:
    """One pass over the tree: text gathers until a block begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.blocks = [_Block("body", 0, NOTHING, NOTHING)] * 2
        self.words: list[str] = []
        self.linked = self.bold = 0
        self.links = self.strongs = 0
        self.pictured = False
        self.count = 0

    def over(self, body: _Element) -> list[Piece]:
        from lxml import etree

        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            tag = str(element.tag)
            if event == "start" and tag in _MUTE:
                walk.skip_subtree()
            elif event == "start":
                self.enter(element, tag)
            else:
                if tag not in _MUTE:
                    self.leave(tag)
                if element is not body:
                    self.take(element.tail)
        self.flush()
        return self.pieces

    def enter(self, element: _Element, tag: str) -> None:
        if tag == "br":
            self.words.append("\n")
        elif tag in _IMAGE:
            self.pictured = True
        elif _is_inline(tag):
            self.links += tag == "a"
            self.strongs += tag in _BOLD
        else:
            self.flush()
            self.count += 1
            own = html_hints.of(element)
            self.blocks.append(_Block(tag, self.count, self.blocks[-1].hints | own, own))
        self.take(element.text)

    def leave(self, tag: str) -> None:
        if tag == "br" or tag in _IMAGE:
            return
        if _is_inline(tag):
            self.links -= tag == "a"
            self.strongs -= tag in _BOLD
            return
        self.flush()
        self.pictured = False
        self.blocks.pop()

    def take(self, text: str | None) -> None:
        if not text:
            return
        self.words.append(text.replace("\n", " "))
        length = len(text.strip())
        self.linked += length if self.links else 0
        self.bold += length if self.strongs else 0

    def flush(self) -> None:
        if not self.words:
            return
        whole = _SPACE.sub(" ", _UNSEEN.sub("", "".join(self.words)))
        length = max(1, len(whole.strip()))
        linked, bold = min(1.0, self.linked / length), min(1.0, self.bold / length)
        self.words, self.linked, self.bold = [], 0, 0
        above, block = self.blocks[-2:]
        near = block.own | above.own
        for part in _BREAK.split(whole):
            text = " ".join(part.split())
            if text:
                self.pieces.append(
                    Piece(text, block.tag, above.place, linked, block.hints, near, self.pictured, bold)
                )


def _is_inline(tag: str) -> bool:
    """Custom elements are inline until a style sheet says otherwise."""
    return tag in _INLINE or "-" in tag
