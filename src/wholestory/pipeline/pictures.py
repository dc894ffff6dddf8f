"""Pictures: images of outlets, fetched for a reader who is not to call on the outlets' machines."""

from __future__ import annotations

from dataclasses import dataclass

from wholestory.fetch import Outcome, Request
from wholestory.fetch.request import Kind
from wholestory.pipeline.abroad import Abroad
from wholestory.text.urls import Url

LARGEST = 10 << 20  # bytes
_BRANDS = (b"avif", b"avis")


@dataclass(frozen=True, slots=True)
class Image:
    """An image and what its own first bytes say it is; what its server calls it is never believed."""

    body: bytes
    type: str


class Pictures:
    """Asks for images, with the manners and guards of one newsroom."""

    def __init__(self, abroad: Abroad) -> None:
        self._abroad = abroad

    def fetch(self, url: Url) -> Image | None:
        """The image at an address; None where there is none, or something else than a raster image.

        To be called from a thread that runs no event loop of its own.
        """
        answer = self._abroad.ask(Request(url=url, kind=Kind.IMAGE))
        if answer.outcome is not Outcome.FRESH or answer.capture is None or answer.capture.status != 200:
            return None
        return image(answer.capture.body)


def image(body: bytes) -> Image | None:
    """`body` as the image that its first bytes say it is: png, jpeg, gif, webp or avif; else None."""
    kind = _kind(body)
    return Image(body, f"image/{kind}") if kind and len(body) <= LARGEST else None


def _kind(body: bytes) -> str | None:
    if body.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if body.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if body.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "webp"
    return "avif" if body[4:8] == b"ftyp" and body[8:12] in _BRANDS else None
