"""The style sheet that declares the faces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from fontTools.ttLib import TTFont

from fonts.cutting import heights, opened, width
from fonts.faces import FACES, STAND_INS, Face, StandIn

HEAD = "/* Faces: our own names over the files beside; written by `make fonts` */\n"


def sheet(packages: Path, folder: Path) -> str:
    """`faces.css`: every face with its characters, then the stand-ins with our faces' measures."""
    ours = {name: TTFont(folder / f"{name}.woff2") for name in {s.ours for s in STAND_INS}}
    parts: Sequence[str] = (
        *(_face(face) for face in FACES),
        *(_stand_in(s, ours[s.ours], packages) for s in STAND_INS),
    )
    return HEAD + "".join(parts)


def _face(face: Face) -> str:
    codes = ", ".join(f"U+{part}" for part in face.unicodes.split(","))
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f"  font-style: {face.style};\n"
        f"  font-weight: {face.weights};\n"
        "  font-display: swap;\n"
        f'  src: url("../fonts/{face.name}.woff2") format("woff2");\n'
        f"  unicode-range: {codes};\n"
        "}\n"
    )


def _stand_in(stand_in: StandIn, ours: TTFont, packages: Path) -> str:
    theirs = opened(packages, stand_in.package, stand_in.file)
    scale = width(ours) / width(theirs)
    ascent, descent = heights(ours)
    sources = ", ".join(f'local("{name}")' for name in stand_in.local)
    return (
        "@font-face {\n"
        f'  font-family: "{stand_in.family}";\n'
        f"  src: {sources};\n"
        f"  size-adjust: {scale:.2%};\n"
        f"  ascent-override: {ascent / scale:.2%};\n"
        f"  descent-override: {descent / scale:.2%};\n"
        "  line-gap-override: 0%;\n"
        "}\n"
    )
