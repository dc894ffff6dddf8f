"""Every word of a report that is ours: nouns from a fixed list, and templates with slots for counts.

What is not here is an outlet's, cut from its article.
"""

from __future__ import annotations

import re

from wholestory.model import Caution, Outcome, ReuseKind, Role, SourceRole, SpeakerState, Status

OURS = "en"
ALL_SAY, THEY_DIFFER, ONLY_ONE = "All say", "They differ", "Only one says"
NOT_COMPARED = "Cannot be compared"
SILENT = "silent on this"
ONE_TITLE = "One title so far. Nothing to compare yet."
UNTITLED = "No headline"
UNNAMED_OUTLET = "outlet not named"
UNDATED = "undated"
SPEAKER_NOT_FOUND = "speaker not found"
NOT_NAMED = "not named"

MOST_TOLD = "most told"
HOW_IT_BEGINS = "How it begins"
ONLY_HERE = "Only here"
REPORTED = "reported, not quoted"
NOT_COUNTED = "Not counted: marks in a headline, no speaker in the text."
HAPPENED, TOLD, FIRST_REPORT = "It happened", "It was told", "First report"
TIMES_NOTE = "times in UTC where an offset is stated, else as printed"
UNCREDITED = "does not name it"
FACTS, ACCOUNTS, QUOTATIONS = "Facts, claim by claim", "Accounts side by side", "Quotations"
TIMELINE, COPIES, TITLES = "Timeline", "Copies", "Titles"
ACROSS = "Across the thread"
GROUPING, THREAD = "This grouping", "The thread"
END = "That is the whole story."

STATES = {
    SpeakerState.NAMED: "named",
    SpeakerState.ANONYMOUS: NOT_NAMED,
    SpeakerState.OUTLET: "an outlet",
    SpeakerState.HEARSAY: "hearsay",
    SpeakerState.AMBIGUOUS: "several people fit",
    SpeakerState.NONE: SPEAKER_NOT_FOUND,
}

FIRST_TO_REPORT = "First to report"
CARRIED_BY = "Carried by {} more"
TELLS_MOST = "Tells most that others do not"
OTHER_LANGUAGE = "In another language"

# Counts, with the words for one and for many.
N_TITLES = ("%(num)s title", "%(num)s titles")
N_ARTICLES = ("%(num)s article", "%(num)s articles")
N_ACCOUNTS = ("%(num)s independent account", "%(num)s independent accounts")
N_LANGUAGES = ("%(num)s language", "%(num)s languages")
N_COPIES = ("%(num)s carries another’s text", "%(num)s carry another’s text")
N_APART = ("%(num)s stands apart", "%(num)s stand apart")

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

ATTRIBUTES = {
    "age": "age",
    "birthday": "birthday",
    "birth": "date of birth",
    "count": "number",
    "date": "date",
    "duration": "duration",
    "measure": "measure",
    "money": "sum of money",
    "ordinal": "number in a row",
    "percent": "share",
    "time": "time",
    "year": "year",
}

# What figures are of, by the keys of the tables that find them; other keys are stems and are not shown.
KEYS = frozenset(
    re.findall(
        r"\w+",
        """
    aboard aground aid aircraft arrested arrests arrived began boats born brothers budget buildings built
    cars cases cast children claim cost countries crashed crew crossings cut damage dead deadline debate debt
    delay depth died distance drift elected ended evacuated exploded failed families fans farms fine
    firefighters flights founded fraud fund games goals growth height homeless homes inflation injured jobs
    lasts left length loss margin married members men met missing opened paid pardoned passengers patients
    people photos points police present price prison prisoners prize profit protesters rate repaid rescued
    residents revenue sailors schools seats service shots sisters soldiers term turnout unemployment votes
    weight women workers""",
    )
)
AT = {"time": "{} at", "year": "{} in", "date": "{} on"}
_OURS = {noun: ("{}", noun) for noun in (*ATTRIBUTES.values(), *KEYS)} | {
    form.format(noun): (form, noun) for form in AT.values() for noun in KEYS
}

PLACES = {Role.TITLE: "headline", Role.SUBHEAD: "sub-heading", Role.CAPTION: "caption"}
BECAUSE = ("day missing", "birth dates that fit")  # what a claim rests on

OUTCOMES = {
    Outcome.AGREE: "the same in all that give it",
    Outcome.PRECISION: "they fit, some less exact",
    Outcome.COMPATIBLE: "they fit, worked out",
    Outcome.ALONE: "one account gives it",
    Outcome.DIFFER: "another value",
    Outcome.DISPUTED: "no value has more behind it",
    Outcome.NOT_COMPARABLE: "not comparable",
}

STATUSES = {
    Status.ASSERTED: "",
    Status.ATTRIBUTED: "from someone it cites",
    Status.SPECULATED: "as a guess",
    Status.CAPTION: "in a caption",
}

CAUTIONS = {
    Caution.WORDS_DIFFER: "The wording differs",
    Caution.SHORTENED: "Carried at different lengths",
    Caution.TRANSLATED: "Carried in another language",
    Caution.SPEAKER_DIFFERS: "Another speaker is named",
    Caution.DESCRIBED_DIFFERENTLY: "The speaker is described otherwise",
    Caution.SPEAKER_MISSING: "Carried without its speaker",
}

REUSES = {
    ReuseKind.VERBATIM: "verbatim",
    ReuseKind.QUOTATION: "quotation",
    ReuseKind.REWRITTEN: "rewritten",
    ReuseKind.TRANSLATED: "translated",
}

VIA = {
    SourceRole.VIA_OUTLET: "via",
    SourceRole.ANONYMOUS: "from",
    SourceRole.DOCUMENT: "in writing",
    SourceRole.PROGRAMME: "on",
}

LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}


def count(number: int, one: str, many: str | None = None) -> str:
    """`number` and its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def nothing(claims: int) -> str:
    """That a part has nothing in it: a finding, where there were claims to compare."""
    return f"nothing, in {count(claims, 'claim')}" if claims else "nothing found to compare"


def attribute(name: str, unit: str) -> str:
    """What a claim is about: words of ours, or the noun that is counted, as printed in `unit`."""
    kind, _, key = name.partition(":")
    of = key.rpartition(" ")[2]
    if of in KEYS and not unit.casefold().startswith(of):
        return AT.get(kind, "{}").format(of)
    return unit if kind == "count" and unit else ATTRIBUTES.get(kind, kind.replace("_", " "))


def ours(about: str) -> tuple[str, str] | None:
    """The form and the noun of what a claim is about, each to be translated; None where an outlet's."""
    return _OURS.get(about)


def language(code: str | None) -> str:
    """A language by its full name."""
    return LANGUAGES.get(code, code) if code else "language not known"
