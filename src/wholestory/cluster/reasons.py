"""Reasons: why articles stand together, in fixed words, with what they share as printed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from wholestory.cluster import facts, figures, kept, shingles, terms, threads
from wholestory.cluster.mass import QUOTING, Mass
from wholestory.cluster.sketch import QUOTED, Sketch
from wholestory.cluster.told import NAMES, QUOTES
from wholestory.model import Analysis, Article, EntityType, Reason, Span, StoryId

MOST = 4  # details shown of a kind
SHORTEST = 3  # words below which a quotation proves nothing
Told = tuple[Article, Analysis, Sketch]


def of_story(members: Sequence[Told]) -> tuple[Reason, ...]:
    """Why these articles are one story; empty for one article."""
    if len(members) < 2:
        return ()
    found = [
        *_copies(members),
        *_quotations(members),
        *_actors(members),
        *_figures(members),
        *_days(members),
    ]
    return tuple(found) or (Reason("like content", (), tuple(a.id for a, _, _ in members)),)


def of_thread(
    stories: Mapping[StoryId, Sequence[Told]], days: Mapping[StoryId, float | None]
) -> tuple[Reason, ...]:
    """Why these stories are one thread; `days` are those around which each appeared."""
    owner: dict[str, StoryId] = {a.id: story for story, members in stories.items() for a, _, _ in members}
    everyone = [told for members in stories.values() for told in members]
    found = [
        Reason(r.kind, r.detail, tuple(dict.fromkeys(owner[a] for a in r.ids)))
        for r in (*_actors(everyone), *_quotations(everyone))
    ]
    told = [*(r for r in found if len(r.ids) > 1), *_years(tuple(stories), days)]
    return tuple(told) or (Reason("like content", (), tuple(stories)),)


def of_join(article: Article, analysis: Analysis, story: Mass, why: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """`why` an article joins a story, with the quotations and names in common as the article prints them."""
    printed = {
        "same quotation": _quoted_in(article, analysis, story),
        "same names": _named_in(analysis, story),
        "same figures": _figures_in(article, analysis, story),
    }
    return tuple(replace(reason, detail=tuple(printed.get(reason.kind, ())[:MOST])) for reason in why)


def _quoted_in(article: Article, analysis: Analysis, story: Mass) -> list[str]:
    """Quoted words that the story carries too, longest first."""
    found: dict[str, int] = {}
    for span in _parts(analysis) if story[QUOTING] else ():
        text = article.quote(span)
        runs = shingles.runs(text)
        if len(runs) >= SHORTEST - 1 and 2 * sum(story.told.holds(QUOTES, run) for run in runs) >= len(runs):
            found[text] = len(runs)
    return sorted(found, key=lambda text: (-found[text], text))


def _named_in(analysis: Analysis, story: Mass) -> list[str]:
    """Those whose every name the story's articles write too, the most mentioned first."""
    mentioned = Counter(m.referent for m in analysis.mentions if m.referent is not None)
    names = [analysis.referents[index].name for index, _ in mentioned.most_common()]
    return [n for n in names if all(story.told.holds(NAMES, kept.key(part)) for part in _key(n).split())]


def _figures_in(article: Article, analysis: Analysis, story: Mass) -> list[str]:
    """Numbers that the story's articles give too, the most telling first."""
    given = facts.numbers(article, analysis)
    shared = [
        f for f in given if story.told.holds(facts.Kind.FIGURE, facts.key(facts.Kind.FIGURE, f) >> facts.BITS)
    ]
    return [given[form] for form in sorted(shared, key=figures.chance)]


def _copies(members: Sequence[Told]) -> Iterable[Reason]:
    for i, (article, _, sketch) in enumerate(members):
        same = [a.id for a, _, s in members[i + 1 :] if shingles.resemblance(sketch.prints, s.prints) >= 0.5]
        if same and not any(shingles.resemblance(s.prints, sketch.prints) >= 0.5 for _, _, s in members[:i]):
            yield Reason("same text", (), (article.id, *same))


def _quotations(members: Sequence[Told]) -> Iterable[Reason]:
    """Quoted words that two or more articles carry, longest first, as the first of them prints them."""
    shared: list[tuple[int, str, tuple[str, ...]]] = []
    seen: set[int] = set()
    for i, (article, analysis, _) in enumerate(members):
        for span in _parts(analysis):
            text = article.quote(span)
            runs = set(shingles.runs(text))
            if len(runs) < SHORTEST - 1 or not seen.isdisjoint(runs):
                continue
            others = [a.id for a, _, s in members[i + 1 :] if 2 * len(runs & s.quotes.keys()) >= len(runs)]
            if others:
                seen |= runs
                shared.append((len(runs), text, (article.id, *others)))
    shared.sort(key=lambda item: (-len(item[2]), -item[0], item[1]))
    for _, text, ids in shared[:MOST]:
        yield Reason("same quotation", (text,), ids)


def _parts(analysis: Analysis) -> list[Span]:
    return [part for q in analysis.quotations if q.kind in QUOTED for part in q.parts]


def _actors(members: Sequence[Told]) -> Iterable[Reason]:
    """People and organisations that most of the articles name, as the first of them prints them."""
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for article, analysis, _ in members:
        for referent in analysis.referents:
            if referent.type in (EntityType.PERSON, EntityType.ORGANISATION):
                named[_key(referent.name)].setdefault(article.id, referent.name)
    ranked = sorted(named.values(), key=lambda who: (-len(who), sorted(who.values())))
    shared = [who for who in ranked if len(who) > 1][:MOST]
    if shared:
        ids = tuple(a.id for a, _, _ in members if any(a.id in who for who in shared))
        yield Reason("same actors", tuple(next(iter(who.values())) for who in shared), ids)


def _figures(members: Sequence[Told]) -> Iterable[Reason]:
    """Numbers that two or more articles give, the most telling first, as the first of them prints them."""
    given: dict[str, dict[str, str]] = defaultdict(dict)
    for article, analysis, _ in members:
        for form, printed in facts.numbers(article, analysis).items():
            if figures.telling(form):
                given[form][article.id] = printed
    shared = sorted(
        (f for f in given if len(given[f]) > 1), key=lambda f: (-len(given[f]), figures.chance(f), f)
    )
    if shared[:MOST]:
        ids = tuple(a.id for a, _, _ in members if any(a.id in given[form] for form in shared[:MOST]))
        yield Reason("same figures", tuple(next(iter(given[form].values())) for form in shared[:MOST]), ids)


def _key(name: str) -> str:
    return " ".join(terms.skeleton(word.lower()) for word in terms.words(name))


def _days(members: Sequence[Told]) -> Iterable[Reason]:
    dated = [
        (s.low, s.high, a.id) for a, _, s in members if s.dated and s.low is not None and s.high is not None
    ]
    if len(dated) < 2:
        return
    apart = max(low for low, _, _ in dated) - min(high for _, high, _ in dated)
    yield Reason("same day" if apart <= 0.5 else "days apart", (), tuple(i for _, _, i in dated))


def _years(stories: Sequence[StoryId], days: Mapping[StoryId, float | None]) -> Iterable[Reason]:
    for i, a in enumerate(stories):
        for b in stories[i + 1 :]:
            if threads.returns(days[a], days[b]):
                yield Reason("years apart", (), (a, b))
