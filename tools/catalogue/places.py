"""Where an outlet is and what it speaks, and on what ground."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from catalogue import addresses
from catalogue.joining import Draft
from catalogue.source import FeedList, official
from catalogue.tables import hosts, lists, words
from wholestory.model import Evidence
from wholestory.text.urls import Url

Known = tuple[str, Evidence] | tuple[None, None]
UNKNOWN: Known = (None, None)

_SURELY_ENGLISH = re.compile(
    r"times|herald|observer|english|weekly|review|insight|insider|citizen|newspaper|guardian|telegraph|chronicle"
    r"|reports|\Athe(?=[b-df-hj-np-tv-z])",
    re.IGNORECASE,
)
_MAYBE_ENGLISH = re.compile(
    _SURELY_ENGLISH.pattern + "|daily|today|independent|standard|monitor|world", re.IGNORECASE
)


def country(draft: Draft) -> Known:
    """By a card, else the domains' endings, else the only country whose lists it stands on.

    Unknown where a plain ending names one country and all the lists another: ".es" is sold to everybody,
    ".com.es" hardly.
    """
    standing = draft.standing
    stated = {card.country for card in draft.cards if card.country}
    if len(stated) == 1:
        return stated.pop(), Evidence.STATED
    by_suffix = {code for domain in draft.domains if (code := _of_suffix(domain, standing))}
    named = {row.country for row in standing if row.country}
    if by_suffix:
        own = any(len(addresses.ending(domain)) > 1 for domain in draft.domains)
        sure = len(by_suffix) == 1 and (own or len(named) != 1 or by_suffix == named)
        return (by_suffix.pop(), Evidence.SUFFIX) if sure else UNKNOWN
    if words("elsewhere", "sites").intersection(draft.domains) or len(named) != 1:
        return UNKNOWN
    told = all(row.tells_country for row in standing if row.country)
    return (named.pop(), Evidence.LISTED) if told else UNKNOWN


def _of_suffix(domain: str, standing: Collection[FeedList]) -> str | None:
    *_, last = domain.split(".")
    table = hosts()["suffixes"]
    if last in table["others"]:
        return str(table["others"][last])
    if len(last) != 2:
        return None
    code = last.upper()
    if last not in table["open"]:
        return code
    if len(addresses.ending(domain)) > 1 and addresses.ending(domain)[1] in ("gov", "edu", "ac", "mil"):
        return code
    sure = {suffix for row in standing for suffix in table["sure"].get(row.name, ())}
    return code if last in sure or any(row.country == code for row in standing) else None


def language(url: Url, draft: Draft, of: Known) -> Known:
    """A feed's: named by its address, else its lists', else the one official language of its country."""
    said = addresses.language(url)
    if said:
        return said, Evidence.ADDRESS
    standing = draft.feeds[url]
    listed = {row.language for row in standing if row.language and _tells(row, of[0], draft)}
    if len(listed) == 1:
        return listed.pop(), Evidence.LISTED
    foreign = {row.language for row in standing if row.country and row.language}
    own = of_country(draft, of)
    return own if own[0] and foreign <= {own[0]} else UNKNOWN


def of_country(draft: Draft, of: Known) -> Known:
    """The one official language of a country for whoever has a domain there; of English ones for all."""
    country, by = of
    if country is None or country in lists()["several"]["countries"] or by is Evidence.LISTED:
        return UNKNOWN
    spoken = official(country)
    if spoken == ("en",):
        return "en", Evidence.COUNTRY
    at_home = any(_of_suffix(domain, ()) == country for domain in draft.domains)
    known = len(spoken) == 1 and len(spoken[0]) == 2 and at_home and _writes_as_its_country(draft)
    return (spoken[0], Evidence.COUNTRY) if known else UNKNOWN


def _tells(row: FeedList, country: str | None, draft: Draft) -> bool:
    """Whether a list tells the language of a draft of this country.

    A country's list does for its own outlets, in a language of the country; a list of a topic for outlets
    of no known country, and for those where its language is spoken. One in several languages tells only
    those with an English name.
    """
    if row.language == "en":
        fits = _may_be_english(draft) and (row.tells_language or _calls_itself(draft, _SURELY_ENGLISH))
    else:
        fits = row.tells_language and _writes_as_its_country(draft)
    if not fits or row.language is None or (country is None and row.country):
        return False
    return row.country in (None, country) and (country is None or row.language in official(country))


def _writes_as_its_country(draft: Draft) -> bool:
    """Unless it bears a name that may be English, or was seen not to."""
    return not words("unlike", "sites").intersection(draft.domains) and not _calls_itself(
        draft, _MAYBE_ENGLISH
    )


def _may_be_english(draft: Draft) -> bool:
    return not words("unlike", "not_english").intersection(draft.domains)


def _calls_itself(draft: Draft, name: re.Pattern[str]) -> bool:
    return any(name.search(told) for told in [*draft.domains, draft.name or ""])


def ordered(spoken: Iterable[str | None]) -> list[str]:
    """Languages, the commonest first."""
    counts = Counter(language for language in spoken if language)
    return sorted(counts, key=lambda code: (-counts[code], code))


def is_public(domain: str) -> str | None:
    """What a domain's ending says its holder is."""
    for kind, endings in hosts()["kinds"].items():
        if _ends(domain, endings):
            return str(kind)
    return None


def _ends(domain: str, endings: Iterable[str]) -> bool:
    public = addresses.ending(domain)
    last, second = public[0], public[1] if len(public) > 1 else ""
    whole = [ending for ending in endings if "." in ending]
    if any(domain == ending or domain.endswith(f".{ending}") for ending in whole):
        return True
    return second in endings or (last in endings and len(last) > 2)
