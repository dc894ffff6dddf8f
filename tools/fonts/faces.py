"""Which typefaces we serve, under which names of ours, and what is cut from each."""

from __future__ import annotations

from dataclasses import dataclass

PACKAGES = {
    "@fontsource-variable/newsreader": "5.3.0",
    "@fontsource-variable/source-serif-4": "5.3.1",
    "@fontsource-variable/libre-franklin": "5.3.0",
    "@fontsource-variable/source-sans-3": "5.3.0",
    "@fontsource-variable/noto-naskh-arabic": "5.3.0",
    "@fontsource/noto-sans-math": "5.3.0",
    # Drawn to the widths of Georgia, Times New Roman and Arial: measured, never served.
    "@fontsource/gelasio": "5.3.0",
    "@fontsource/tinos": "5.3.0",
    "@fontsource/arimo": "5.3.0",
}

LATIN = "0000-00FF,0131,0152-0153,02BB-02BC,02C6,02DA,02DC,0304,0308,0329,2000-206F,20AC,2122,FEFF,FFFD"
LATIN_EXT = "0100-0130,0132-0151,0154-024F,0259,1E00-1E9F,1EF2-1EFF,2020,20A0-20AB,20AD-20C0,2113"
VIETNAMESE = "0300-0301,0303,0309,0323,1EA0-1EF1,20AB"
CYRILLIC = "0400-045F,0490-0491,04B0-04B1,2116"
GREEK = "0370-0377,037A-037F,0384-038A,038C,038E-03A1,03A3-03FF"
ARABIC = (
    "0600-06FF,0750-077F,0870-088E,0890-0891,0897-08E1,08E3-08FF,200C-200E,2010-2011,204F,2E41,FB50-FDFF,"
    "FE70-FE74,FE76-FEFC"
)
MARKS = "2190-2193,2194,2212,2248,2260,25CF"


@dataclass(frozen=True)
class Face:
    """One file we serve: which package's file it is cut from, to which characters, weights and optical size.

    `axes` narrows a variable font’s axes: a pair keeps a range, one number pins it.
    """

    name: str
    family: str
    package: str
    file: str
    unicodes: str
    axes: dict[str, tuple[float, float] | float]
    style: str = "normal"
    weights: str = "400 600"


READING = "@fontsource-variable/newsreader"
READING_REST = "@fontsource-variable/source-serif-4"
INTERFACE = "@fontsource-variable/libre-franklin"
# The italic's optical size is pinned: narrowed to a range it damaged the capital T.
PINNED: dict[str, tuple[float, float] | float] = {"wght": 400, "opsz": 18}
SET: dict[str, tuple[float, float] | float] = {"wght": (400, 600)}
PLAIN: dict[str, tuple[float, float] | float] = {"wght": (400, 650)}


def _serif(name: str, package: str, script: str, unicodes: str) -> tuple[Face, Face]:
    stem = package.rsplit("/", 1)[1]
    return (
        Face(f"serif-{name}", "WS Serif", package, f"{stem}-{script}-opsz-normal", unicodes, SET),
        Face(
            f"serif-{name}-italic",
            "WS Serif",
            package,
            f"{stem}-{script}-opsz-italic",
            unicodes,
            PINNED,
            style="italic",
            weights="400 600",
        ),
    )


def _sans(name: str, package: str, script: str, unicodes: str) -> Face:
    stem = package.rsplit("/", 1)[1]
    return Face(
        f"sans-{name}", "WS Sans", package, f"{stem}-{script}-wght-normal", unicodes, PLAIN, weights="400 650"
    )


FACES: tuple[Face, ...] = (
    *_serif("latin", READING, "latin", LATIN),
    *_serif("latin-ext", READING, "latin-ext", LATIN_EXT),
    *_serif("vietnamese", READING, "vietnamese", VIETNAMESE),
    *_serif("cyrillic", READING_REST, "cyrillic", CYRILLIC),
    *_serif("greek", READING_REST, "greek", GREEK),
    _sans("latin", INTERFACE, "latin", LATIN),
    _sans("latin-ext", INTERFACE, "latin-ext", LATIN_EXT),
    _sans("vietnamese", INTERFACE, "vietnamese", VIETNAMESE),
    _sans("cyrillic", INTERFACE, "cyrillic", CYRILLIC),
    _sans("greek", "@fontsource-variable/source-sans-3", "greek", GREEK),
    Face(
        "arabic",
        "WS Arabic",
        "@fontsource-variable/noto-naskh-arabic",
        "noto-naskh-arabic-arabic-wght-normal",
        ARABIC,
        SET,
    ),
    Face(
        "marks",
        "WS Marks",
        "@fontsource/noto-sans-math",
        "noto-sans-math-latin-400-normal",
        MARKS,
        {},
        weights="400 650",
    ),
)


@dataclass(frozen=True)
class StandIn:
    """A face of the reader's own, stretched to the widths of ours until ours has come."""

    family: str
    ours: str
    local: tuple[str, ...]
    package: str
    file: str


STAND_INS: tuple[StandIn, ...] = (
    StandIn(
        "WS Serif stand-in",
        "serif-latin",
        ("Georgia", "Gelasio"),
        "@fontsource/gelasio",
        "gelasio-latin-400-normal",
    ),
    StandIn(
        "WS Serif stand-in 2",
        "serif-latin",
        ("Times New Roman", "Liberation Serif", "Tinos"),
        "@fontsource/tinos",
        "tinos-latin-400-normal",
    ),
    StandIn(
        "WS Sans stand-in",
        "sans-latin",
        ("Arial", "Liberation Sans", "Arimo", "Helvetica"),
        "@fontsource/arimo",
        "arimo-latin-400-normal",
    ),
)
