"""Why a line that readings took for article text is none: by its form, its place and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from wholestory.extract import captions
from wholestory.extract.html_opinions import READINGS
from wholestory.extract.html_phrases import begins, holds, is_only, labelled
from wholestory.extract.html_pieces import Piece, closed

if TYPE_CHECKING:
    from wholestory.extract.html_body import Scene

_CONTACT = re.compile(r"@\w|https?://|www\.", re.I)
_FULL_STOP = re.compile(r"[.!?。！？][\"”’»)]*$")
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\b\d{1,2}\b\D{1,20}\b(?:19|20)\d\d\b|\b\d{1,2}[:h]\d\d\b")
_COPYRIGHT = re.compile(r"\W*©|\W*\(c\)\s", re.I)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_NETWORK = re.compile(
    r"\b(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|bluesky)\b", re.I
)
_FURNITURE = ("share", "tags", "call", "comments", "related", "banner", "menu")


def reason(scene: Scene, index: int) -> str | None:
    """Why this piece is no article text wherever it stands; None where it may be."""
    return (
        _by_title(scene, index)
        or _by_image(scene, index)
        or _by_links(scene, index)
        or _by_place(scene, index)
        or _by_words(scene, index)
    )


def _by_title(scene: Scene, index: int) -> str | None:
    found, piece = scene.keys[index], scene.pieces[index]
    long = len(found) > 20
    same = found in scene.titles or any(
        long and (found in title or (title in found and len(title) > 0.7 * len(found)))
        for title in scene.titles
    )
    return "title" if same and (not piece.is_prose or index <= scene.core[0]) else None


def _by_image(scene: Scene, index: int) -> str | None:
    piece, near = scene.pieces[index], scene.near(index)
    if near & {"caption", "figure"} and not (piece.tag == "p" and piece.is_prose and len(piece.text) > 300):
        return "caption"
    if piece.pictured and piece.tag not in ("p", "li", "td") and len(piece.text) < 250:
        return "caption"
    if scene.keys[index] in scene.alts and not piece.heads and len(piece.text) < 300:
        return "caption"
    credited = (
        captions.bare(piece.text) or labelled(piece.text, "photos") or _COPYRIGHT.match(piece.text[:40])
    )
    return "credit" if credited and len(piece.text) < 200 else None


def _by_links(scene: Scene, index: int) -> str | None:
    piece = scene.pieces[index]
    if _FULL_STOP.search(piece.text) or (len(piece.text) < 30 and piece.text[:1] in "[("):
        return None
    if _ADDRESS.match(piece.text) or (
        piece.tag == "li" and piece.linked < 1 and scene.votes[index] == READINGS
    ):
        return None
    pointing = piece.linked > 0.5 and (labelled(piece.text, "pointers") or begins(piece.text, "pointers"))
    whole = piece.linked > 0.75 and len(piece.text) > 12 and piece.tag != "td"
    return "related" if pointing or whole else None


def _by_place(scene: Scene, index: int) -> str | None:
    piece, near = scene.pieces[index], scene.near(index)
    if {"quote", "embed"} <= piece.hints:
        return None
    if "hidden" in near and scene.votes[index] < READINGS:
        return "hidden"
    furniture = next((place for place in _FURNITURE if place in near), None)
    if furniture and not (piece.is_prose and piece.place == scene.main):
        return furniture
    if near & {"byline", "date"} and len(piece.text) < 120 and not piece.is_closed:
        return "byline" if "byline" in near else "date"
    return "aside" if "aside" in near and (piece.heads or len(piece.text) < 60) else None


def _by_words(scene: Scene, index: int) -> str | None:
    piece = scene.pieces[index]
    if len(piece.text) > 400 or "quote" in piece.hints:
        return None
    at_edge = not scene.core[0] < index < scene.core[-1] - 2
    if begins(piece.text, "calls") and (piece.linked or at_edge or len(piece.text) < 60):
        return "call"
    if holds(piece.text, "offers") and (piece.linked or at_edge):
        return "call"
    if len(piece.text) < 160 and piece.linked > 0.2 and len(set(_NETWORK.findall(piece.text.lower()))) > 1:
        return "share"
    if begins(piece.text, "reading") and len(piece.text) < 60:
        return "counter"
    if holds(piece.text, "comments") and holds(piece.text, "moderation") and at_edge:
        return "comments"
    late = index * 2 >= scene.core[0] + scene.core[-1]
    if late and (begins(piece.text, "credits") or holds(piece.text, "contributions")):
        return "credits"
    return "related" if is_only(piece.text, "pointers") else None


def reason_before(scene: Scene, index: int, *, followed: bool) -> str | None:
    """Why a piece above the first paragraph is none of the article's."""
    piece = scene.pieces[index]
    cell = piece.tag in ("td", "th", "li")
    if piece.linked > 0.5:
        return "menu"
    if not piece.heads and not cell and len(piece.text) < 80 and _DAY.search(piece.text):
        return "date"
    if piece.heads and (piece.is_prose or "dek" in piece.near or not followed):
        return "standfirst"
    strange = piece.place not in scene.home and not piece.heads and not cell
    return "above" if strange and scene.votes[index] < READINGS else None


def reason_after(scene: Scene, index: int, *, crowded: bool) -> str | None:
    """Why one of the last pieces is none: addresses to write to, a time of change.

    `crowded` says that the article is full of addresses, so that they tell nothing.
    """
    piece = scene.pieces[index]
    if "quote" in piece.hints or piece.tag == "li":
        return None
    if not crowded and len(piece.text) < 250 and _CONTACT.search(piece.text):
        return "contact"
    letters = sum(map(str.isalpha, piece.text))
    return "date" if letters < 20 and len(piece.text) < 50 and _DAY.search(piece.text) else None


def trails(scene: Scene, index: int, last: int) -> bool:
    """Whether the last piece kept only leads to something that is not there.

    `last` is the last running text.
    """
    piece = scene.pieces[index]
    if is_rule(piece.text) or "quote" in piece.hints or (piece.linked and piece.text[:1] in "[("):
        return False
    text = piece.text.rstrip("….") if piece.text.endswith(("…", "...")) else piece.text
    if piece.heads or (text.rstrip().endswith(":") and len(text) < 80):
        return True
    if piece.linked > 0.6 and not piece.is_prose:
        return True
    if index <= last or piece.tag in ("li", "td", "th"):
        return False
    lone = len(text.split()) < 3 and text.isascii() and not piece.is_closed
    unsure = scene.votes[index] < READINGS
    return lone or (unsure and (piece.place not in scene.home or not closed(text)))


def is_lead_in(piece: Piece) -> bool:
    """Whether a line may be the heading of a list of links."""
    text = piece.text.rstrip(":.… ")
    short = len(text) < 40 and not closed(text) and not is_rule(text)
    return short and (piece.heads or text.isupper() or piece.text != text or begins(text, "pointers"))


def is_rule(text: str) -> bool:
    """Whether a line is nothing but underscores: agencies part an article from its notes so."""
    return "_" in text and not text.strip("_ ")


def addresses(pieces: Iterable[Piece]) -> int:
    """How many of the pieces hold an address to write to or to look up."""
    return sum(bool(_CONTACT.search(piece.text)) for piece in pieces)
