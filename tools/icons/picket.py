"""The mark of the product: three full strokes and a short thin one that differs, as SVG and PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

# Each stroke of a mark 20 units square: left, top, width, height.
STROKES = ((0.0, 0.0, 4.0, 20.0), (6.0, 0.0, 4.0, 20.0), (12.0, 0.0, 4.0, 20.0), (18.2, 6.0, 1.8, 14.0))
PAPER = (0xFD, 0xFD, 0xFB)
INK = (0x17, 0x18, 0x1B)


def svg(*, share: float) -> str:
    """The icon on paper; the mark takes `share` of its width."""
    d = "".join(f"M{x:g} {y:g}h{w:g}v{h:g}h-{w:g}z" for x, y, w, h in STROKES)
    size = 20 / share
    edge = (size - 20) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-edge:g} {-edge:g} {size:g} {size:g}">'
        f'<path fill="#fdfdfb" d="M{-edge:g} {-edge:g}h{size:g}v{size:g}h-{size:g}z"/>'
        f'<path fill="#17181b" d="{d}"/></svg>\n'
    )


def favicon() -> str:
    """The mark alone, in the colour of the browser's own theme."""
    d = "".join(f"M{x:g} {y:g}h{w:g}v{h:g}h-{w:g}z" for x, y, w, h in STROKES)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 22 22"><style>path{fill:#17181b}'
        "@media (prefers-color-scheme:dark){path{fill:#ecebe6}}</style>"
        f'<path d="{d}"/></svg>\n'
    )


def png(pixels: int, *, share: float) -> bytes:
    """The icon on paper, `pixels` square, each pixel inked by how much of it the strokes cover."""
    scale, edge = pixels * share / 20, pixels * (1 - share) / 2
    boxes = [(edge + x * scale, edge + y * scale, w * scale, h * scale) for x, y, w, h in STROKES]
    rows = b"".join(b"\0" + bytes(_row(y, pixels, boxes)) for y in range(pixels))
    head = struct.pack(">IIBBBBB", pixels, pixels, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _row(y: int, pixels: int, boxes: list[tuple[float, float, float, float]]) -> Iterator[int]:
    for x in range(pixels):
        inked = sum(_overlap(x, bx, bw) * _overlap(y, by, bh) for bx, by, bw, bh in boxes)
        yield from (round(p + (i - p) * inked) for p, i in zip(PAPER, INK, strict=True))


def _overlap(pixel: int, start: float, length: float) -> float:
    return max(0.0, min(pixel + 1, start + length) - max(pixel, start))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
