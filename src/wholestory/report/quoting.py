"""The quotation marks that stand around words cut from an article, as its language writes them."""

from __future__ import annotations

ENGLISH = ("“", "”")
MARKS = {
    **dict.fromkeys(("bg", "cs", "da", "de", "et", "is", "lt", "lv", "sk", "sl"), ("„", "“")),
    **dict.fromkeys(("bs", "hr", "hu", "mk", "pl", "ro", "sr"), ("„", "”")),
    **dict.fromkeys(("ar", "be", "ca", "el", "es", "fa", "gl", "it", "nb", "no", "ru", "uk"), ("«", "»")),
    "fr": ("«\u202f", "\u202f»"),
    **dict.fromkeys(("fi", "sv"), ("”", "”")),
    **dict.fromkeys(("ja",), ("「", "」")),
}
ANY = '“”„‟«»‹›「」『』"‘’‚'


def marks(text: str, language: str | None) -> tuple[str, str]:
    """The marks to put before and after `text`: none where it begins or ends with one of its own."""
    plain = text.strip()
    if not plain or plain[0] in ANY or plain[-1] in ANY:
        return ("", "")
    return MARKS.get((language or "").partition("-")[0], ENGLISH)
