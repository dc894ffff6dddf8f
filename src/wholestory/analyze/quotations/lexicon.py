"""One language's words for reporting speech, ready to look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from wholestory.analyze.names import lexicon as naming
from wholestory.text import languages

NAME, PRONOUN, IT, ANYONE, PERSON, PAPER = "N", "H", "I", "Q", "k", "d"
DETERMINER, POSSESSIVE, GENITIVE, PREPOSITION = "D", "O", "s", "p"
AND, THAT, WHO, WHEN = "c", "t", "r", "u"
SAY, SAYING, CALL, CALLING = "V", "G", "C", "J"
AUXILIARY, ADVERB, PARTICLE, TIME = "A", "b", "a", "T"
OTHER, CAPITAL = "n", "X"

_PUNCTUATION = {"–": "-", "—": "-", "-": "-", "―": "-", "[": "(", "]": ")", "…": "."}

# A later list wins where one word is in several.
_KINDS = (
    ("adverbs", ADVERB),
    ("particles", PARTICLE),
    ("auxiliaries", AUXILIARY),
    ("prepositions", PREPOSITION),
    ("by", PREPOSITION),
    ("coordinators", AND),
    ("subordinators", WHEN),
    ("that", THAT),
    ("relatives", WHO),
    ("determiners", DETERMINER),
    ("possessives", POSSESSIVE),
    ("anyone", ANYONE),
    ("people", PERSON),
    ("documents", PAPER),
    ("he", PRONOUN),
    ("she", PRONOUN),
    ("they", PRONOUN),
    ("first", PRONOUN),
    ("other_pronouns", IT),
    ("call", CALL),
    ("calling", CALLING),
    ("say", SAY),
    ("saying", SAYING),
)
_SETS = (
    "more", "reading", "posting", "attaching", "passive", "by", "naming", "works", "outlets", "telling",
    "programmes", "they", "he", "she", "first", "myself", "relatives", "vague", "tags", "reported",
    "likening", "nameless", "that", "close", "answering", "asking", "dropping", "marked", "whether",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lexicon:
    """`kinds` maps a word to its class; `sets` holds the lists that mark words beyond their class.

    `reporting` are the words that may open reported speech, `phrases` the first words of those that may
    cite or doubt, `roles` nouns for one person, who may be named elsewhere.
    """

    kinds: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]
    compounds: re.Pattern[str] | None
    according: re.Pattern[str] | None
    according_after: re.Pattern[str] | None
    hearsay: re.Pattern[str] | None
    adverb: re.Pattern[str] | None
    unnamed: re.Pattern[str] | None
    token: re.Pattern[str]
    reporting: frozenset[str]
    phrases: frozenset[str]
    roles: frozenset[str]
    role_endings: tuple[str, ...]
    gerunds: tuple[str, ...]

    def is_role(self, word: str) -> bool:
        """Whether a noun is one for a single person: by the tables, or by its ending."""
        if word in self.roles:
            return True
        return len(word) > 5 and word.endswith(self.role_endings) and word not in self.sets["nameless"]

    def has(self, name: str, word: str) -> bool:
        """Whether the list `name` holds `word`."""
        return word in self.sets[name]


@lru_cache(maxsize=1 << 15)
def read(lexicon: Lexicon, word: str) -> tuple[str, str]:
    """A word in lower case and its class on its own; of "mayor's" that of the genitive."""
    bare = word.rpartition("-")[2] if word[0] == "-" and len(word) > 1 else word
    lower = bare.lower().replace("’", "'")
    kind = lexicon.kinds.get(lower) or _unlisted(lexicon, bare, lower)
    if len(lower) > 2 and lower.endswith("'s") and kind in (OTHER, CAPITAL):
        return lower, GENITIVE
    return lower, kind


def _unlisted(lexicon: Lexicon, word: str, lower: str) -> str:
    """The class of a word that no list holds, by its form."""
    if lower == "'s":
        return GENITIVE
    if not word[0].isalnum():
        return _PUNCTUATION.get(word, word)
    if word[0].isdigit():
        return TIME if len(word) == 4 else OTHER
    if lexicon.adverb is not None and word[0].islower() and lexicon.adverb.search(lower):
        return ADVERB
    if lexicon.compounds is not None and lexicon.compounds.search(lower):
        return PERSON
    if lower.endswith(("man", "woman", "men", "person")) and len(lower) > 6 and word[0].islower():
        return PERSON
    return CAPITAL if word[0].isupper() else OTHER


@cache
def of(language: str | None) -> Lexicon:
    """The lexicon of `language`; of all languages together where it is unknown."""
    table = languages.load(language, "cues") if language in languages.CODES else languages.merged("cues")
    kinds = {word: kind for name, kind in _KINDS for word in table.get(name, ())}
    kinds |= dict.fromkeys(_days_and_months(language), TIME)
    sets = {name: frozenset(table.get(name, ())) for name in _SETS}
    # Articles that are also object pronouns: what follows them may well be a verb.
    sets["clitics"] = frozenset(table.get("auxiliaries", ())) & frozenset(table.get("determiners", ()))
    return Lexicon(
        kinds=kinds,
        sets=sets,
        compounds=_endings(table.get("people", ())) if language == "de" else None,
        according=_phrases(table.get("according", ())),
        according_after=_phrases(table.get("according_after", ())),
        hearsay=_phrases(table.get("hearsay", ())),
        adverb=_ending(table.get("adverb_endings", ())),
        unnamed=_unnamed(table.get("relatives", ()), table.get("unnamed", ())),
        token=_tokens(table.get("elided", ()), table.get("inverted", ())),
        reporting=frozenset(word for word, kind in kinds.items() if kind in (SAY, SAYING)),
        phrases=frozenset(
            re.split(r"\W", phrase)[0]
            for name in ("according", "according_after", "hearsay")
            for phrase in table.get(name, ())
        ),
        roles=naming.of(language).before,
        role_endings=tuple(map(str, table.get("role_endings", ()))),
        gerunds=tuple(map(str, table.get("gerund_endings", ()))),
    )


def _days_and_months(language: str | None) -> Iterable[str]:
    months = languages.load(language or "en", "months")
    for rows in (months.get("months", ()), months.get("weekdays", ())):
        for row in rows:
            yield from (str(name).lower() for name in row)


def _phrases(phrases: Iterable[str]) -> re.Pattern[str] | None:
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE) if longest else None


def _endings(words: Iterable[str]) -> re.Pattern[str]:
    """Compounds such as a spokesman's of a ministry end in a word we know."""
    return re.compile(rf"\w(?:{'|'.join(w for w in words if len(w) > 4)})s?$")


def _ending(endings: Iterable[str]) -> re.Pattern[str] | None:
    found = "|".join(endings)
    return re.compile(rf"\w\w\w(?:{found})$") if found else None


def _unnamed(relatives: Iterable[str], words: Iterable[str]) -> re.Pattern[str] | None:
    """A relative clause up to the word by which someone is not to be named."""
    who, name = "|".join(relatives), "|".join(words)
    return re.compile(rf",? (?:{who})\b[^.,;:\"“”«»]{{0,60}}?\b(?:{name})\b") if who and name else None


def _tokens(elided: Iterable[str], inverted: Iterable[str]) -> re.Pattern[str]:
    """Words, an article elided before the next one or a pronoun hung on its verb taken apart."""
    short = "|".join(sorted({w[:-1] for w in elided}, key=len, reverse=True))
    articles = rf"\b(?:{short})['’](?=\w|$)|" if short else ""
    hung = "|".join(inverted)
    pronouns = rf"\w+(?=-(?:t-)?(?:{hung})\b)|-(?:t-)?(?:{hung})\b|" if hung else ""
    title = r"[^\W\d_a-z]\w{0,4}\.(?=\s+(?:[^\W\d_a-z]|$))|"
    return re.compile(rf"{articles}{pronouns}{title}['’]s\b|\w+(?:[-.'’]\w+)*|[^\w\s]")
