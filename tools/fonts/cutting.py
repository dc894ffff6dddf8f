"""A face cut from its package's file: axes narrowed, characters kept, written as WOFF2."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from fonts.faces import Face

# How often each letter and the space stand in running European text: widths are averaged over it.
RUNNING = "aaabcdeeeefghiijklmnnoopqrrssttuvwxyz      "


def opened(packages: Path, package: str, file: str) -> TTFont:
    """A package's file, its dates left as they are."""
    return TTFont(packages / package / "files" / f"{file}.woff2", recalcTimestamp=False)


def cut(face: Face, packages: Path) -> bytes:
    """The file we serve; the same bytes for the same package and the same fontTools."""
    font = opened(packages, face.package, face.file)
    options = Options()
    options.layout_features = ["*"]
    options.notdef_outline = True
    options.flavor = "woff2"
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright and licence travel with the file
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(face.unicodes))
    subsetter.subset(font)
    if face.axes:
        instancer.instantiateVariableFont(font, face.axes, inplace=True)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def width(font: TTFont) -> float:
    """The average advance of running text, in ems."""
    names, advances = font.getBestCmap(), font["hmtx"].metrics
    wide = [advances[names[ord(letter)]][0] for letter in RUNNING]
    return float(sum(wide) / len(wide) / font["head"].unitsPerEm)


def heights(font: TTFont) -> tuple[float, float]:
    """Ascent and descent, in ems."""
    upright, em = font["hhea"], font["head"].unitsPerEm
    return upright.ascent / em, -upright.descent / em
