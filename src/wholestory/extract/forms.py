"""What a line looks like, in any language: sentence, prose, name, or none of them."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_SENTENCE_END = re.compile(r"[.!?…。！？؟۔।॥:;](?:[\s\"'»”’“«›)\]』」]|\[\d+\])*$")
_INNER_END = re.compile(r"(?:[.!?…][\"'»”’)]*\s+[\"'«„“‘¿¡(]?(?=[^\Wa-z\d_])|[。！？؟۔।])")
_QUOTED = re.compile(r"^[\"“„«‘「『].+[\"”“»’」』]$", re.DOTALL)
_NAME_TOKEN = re.compile(r"[^\W\d_](?:[\w'’\-.·]*[\w.])?")
_ELIDED = re.compile(r"^(?:d|l|dell|dall|nell|sull|all)['’](?=\w)")
_PARTICLES = """
de da do dos das di del della dei degli dello la le el al bin ibn von van der den zu zur vom ter ten af av
du des d y e i und and et & the il lo o a of
"""
PARTICLES = frozenset(_PARTICLES.split())
_LISTED = re.compile(
    r"\s*[,、،]\s*(?:(?:and|und|et|y|e|ed|i|и|και|&)\s+)?|\s+(?:and|und|et|y|e|ed|i|и|και|&)\s+"
)


def words(text: str) -> list[str]:
    """The words of `text`, case folded."""
    return _WORD.findall(text.casefold())


def weight(text: str) -> int:
    """Length in letters, those of scripts without spaces counted threefold, as they say as much more."""
    return len(text) + 2 * len(_CJK.findall(text))


def is_spaceless(text: str) -> bool:
    """Whether the text is in a script that writes no spaces between words."""
    return bool(_CJK.search(text))


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words; pairs of letters where a script writes no spaces."""
    return _stems(text)


@lru_cache(maxsize=512)
def _stems(text: str) -> frozenset[str]:
    found: set[str] = set()
    for word in words(text):
        if _CJK.search(word):
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) > 3 or word.isdigit():
            found.add(word[:6])
    return frozenset(found)


def overlap(text: str, body: Collection[str]) -> float:
    """The share of the line's stems that the body has too; 0 for a line without stems."""
    own = stems(text)
    return sum(s in body for s in own) / len(own) if own else 0.0


def is_sentence(text: str) -> bool:
    """Whether the line closes as a sentence does, or is all one quotation."""
    if weight(text) < 12:
        return False
    return bool(_SENTENCE_END.search(text) or (_QUOTED.match(text) and weight(text) > 40))


def is_prose(text: str) -> bool:
    """Whether the line can only be running text: long and closed, several sentences, or very long."""
    size = weight(text)
    if size >= 240 or (size >= 110 and is_sentence(text)):
        return True
    return size >= 70 and is_sentence(text) and bool(_INNER_END.search(text))


def is_upper(token: str) -> bool:
    """Whether a word can begin a name: a capital, or a letter of a script that has none."""
    first = token[:1]
    return first.isalpha() and not first.islower()


def is_name(text: str, *, most: int = 5) -> bool:
    """Whether a line has the form of one name: few words, each with a capital (or in a caseless script)."""
    tokens = text.split()
    if not 1 <= len(tokens) <= most or len(text) > 60 or any(c in text for c in '!?:;…。！？、/|()"“”„«»'):
        return False
    if not is_upper(tokens[0]) or (_CJK.search(text) and weight(text) > 36):
        return False
    return all(_is_name_token(t) for t in tokens)


def _is_name_token(token: str) -> bool:
    bare = _ELIDED.sub("", token.rstrip(","))
    if bare.endswith(".") and len(bare.strip(".")) > 4 and "." not in bare[:-1]:
        return False
    return bare.lower() in PARTICLES or (is_upper(bare) and bool(_NAME_TOKEN.fullmatch(bare)))


def is_list_of_names(text: str) -> bool:
    """Whether the line only lists people or things: "A B, C D and Friends." — two or more, no verb."""
    items = [i for i in _LISTED.split(text.rstrip(" .")) if i]
    if len(text) > 200 or len(items) < 2 or any(c in text for c in ":;?!"):
        return False
    named = [[t for t in item.split() if t.lower() not in PARTICLES] for item in items]
    return sum(map(len, named)) >= 3 and all(1 <= len(n) <= 3 and all(map(is_upper, n)) for n in named)
