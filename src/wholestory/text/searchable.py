"""Text made ready for an index of words, the same for what is kept and for what is asked.

Scripts written without spaces (and Korean, whose words carry their endings) are cut into overlapping pairs of
letters, which needs no dictionary: a word of them is found as the row of its pairs. The last letter of a run
stands alone as well, so that a single letter is found as the beginning of a pair.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

_SPACELESS = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff"  # Korean
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # Japanese
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
)
_RUN = re.compile(f"[{_SPACELESS}]+")
_UNSAID = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200b-\u200f]"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BROKEN = re.compile(r"[\x00-\x1f\"]")


def text(given: str) -> str:
    """`given` with a space wherever one word ends and the next begins."""
    if given.isascii():
        return given
    return _RUN.sub(lambda run: f" {' '.join(_pairs(run.group()))} ", _plain(given))


def phrase(given: str) -> tuple[str, bool]:
    """The words to look for, in a row, separated by spaces; and whether the last is only a beginning.

    Empty where there is no letter or figure. Holds no quotation mark and no control character.
    """
    plain = _BROKEN.sub(" ", _plain(given))
    if not any(map(str.isalnum, plain)):
        return "", False
    words = _RUN.sub(
        lambda run: f" {' '.join(_pairs(run.group())[: len(run.group()) - 1 or 1])} ", plain
    ).split()
    while not any(map(str.isalnum, words[-1])):
        words.pop()
    return " ".join(words), len(words[-1]) == 1 and is_spaceless(words[-1])


def folded(given: str) -> str:
    """`given` letter for letter, without case and accents, so that places in it are places in `given`."""
    lower = given.lower()
    if len(lower) != len(given):
        lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in given)
    return lower if lower.isascii() else _NOT_ASCII.sub(_bare, lower)


def _bare(letter: re.Match[str]) -> str:
    first = unicodedata.normalize("NFD", letter.group())[0]
    return first.lower() if first.isalpha() else letter.group()


def _plain(given: str) -> str:
    """Composed letters, without marks that are often left out: vowels of Arabic and Hebrew, soft hyphens."""
    whole = given.encode("utf-8", "replace").decode("utf-8")  # halves of letters are none
    return _UNSAID.sub("", unicodedata.normalize("NFC", whole))


def _pairs(run: str) -> list[str]:
    return [one + other for one, other in pairwise(run)] + [run[-1]]


def is_spaceless(run: str) -> bool:
    """Whether a run of letters begins in a script without spaces."""
    return _RUN.match(run) is not None
