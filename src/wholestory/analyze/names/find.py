"""People, organisations, places and works of one article, and where it speaks of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wholestory.analyze.names import accept, lexicon, nominals, people, pronouns, runs, types
from wholestory.analyze.names import words as reading
from wholestory.analyze.names.aliases import Forms, Group, forms_of, full
from wholestory.analyze.names.bare import Bare
from wholestory.analyze.names.headlines import confirmed
from wholestory.analyze.names.people import Gender, People
from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.words import Word
from wholestory.model import Article, EntityType, Mention, MentionKind, Referent, Sentence, Span
from wholestory.text.commonness import is_common


@dataclass(frozen=True, slots=True)
class Names:
    """Whom and what an article speaks of, each mention in order of the text, and who is a man or a woman.

    `genders` is by index of the referent, and holds only what the article's own words tell.
    """

    referents: tuple[Referent, ...]
    mentions: tuple[Mention, ...]
    genders: Mapping[int, Gender] = field(default_factory=dict)


def find(article: Article, language: str | None, sentences: Sequence[Sentence]) -> Names:
    """The names of `article`, linked within it.

    Evidence is the article's own: capitals, titles, apposition, what is lower-case elsewhere. A mention
    that fits several people has no referent and names them as candidates; a type without evidence is
    OTHER. Scripts without capitals yield only names in Latin letters.
    """
    lex = lexicon.of(language)
    words = reading.read(article, sentences, nouns_capital=lex.nouns_capital)
    groups, open_ = _groups(article.text, words, lex)
    groups.sort(key=lambda group: min(run.first for run in group.runs))
    shared = Counter(group.forms[-1] for group in groups)
    kinds = [types.decide(group.score, group.given) for group in groups]
    persons = frozenset(i for i, kind in enumerate(kinds) if kind is EntityType.PERSON)
    crowd = people.read(article.text, words, groups, persons, lex)
    referents = tuple(
        Referent(_name(article, words, group, shared), kind, _descriptions(article, group, crowd))
        for group, kind in zip(groups, kinds, strict=True)
    )
    mentions = [
        Mention(_span(article, words, run), MentionKind.NAMED, index)
        for index, group in enumerate(groups)
        for run in group.runs
    ]
    mentions += _unnamed(article, crowd, groups, persons)
    places = {id(group): index for index, group in enumerate(groups)}
    for run, among in open_:
        candidates = tuple(sorted(places[id(group)] for group in among))
        mentions.append(Mention(_span(article, words, run), MentionKind.NAMED, None, candidates))
    ordered = tuple(sorted(mentions, key=lambda m: (m.span.start, m.span.end)))
    return Names(referents, ordered, crowd.genders)


def _unnamed(
    article: Article, crowd: People, groups: Sequence[Group], persons: frozenset[int]
) -> list[Mention]:
    """Pronouns and descriptions that can mean one person only."""
    meant = dict(pronouns.resolve(crowd))
    found = [(at, at, MentionKind.PRONOUN, group) for at, group in meant.items()]
    for first, last, group in nominals.resolve(crowd, groups, persons, meant):
        found.append((first, last, MentionKind.NOMINAL, group))
    return [
        Mention(Span(article.id, crowd.words[first].start, crowd.words[last].end), kind, group)
        for first, last, kind, group in found
    ]


def _groups(
    text: str, words: Sequence[Word], lex: lexicon.Lexicon
) -> tuple[list[Group], list[tuple[Run, tuple[Group, ...]]]]:
    """All names grouped by what they name, and those left open."""
    habits = runs.Habits(words)
    candidates = runs.find(words, lex, habits)
    candidates = accept.shortened(text, words, candidates, lex)
    named: dict[Forms, list[Run]] = defaultdict(list)
    for run in accept.several(words, candidates, lex, habits):
        named[forms_of(words, run)].append(run)
    groups = full(named)
    for group in groups:
        _weigh(text, words, group, lex)
    bare = Bare(text, words, groups, lex)
    bare.resolve([run for run in candidates if len(run) == 1])
    alone: dict[str, Group] = {}
    for run in bare.left:
        if accept.single(text, words, run, lex, habits):
            form = words[run.first].form
            alone.setdefault(form, Group((form,))).runs.append(run)
    groups.extend(alone.values())
    for group in groups:
        _weigh(text, words, group, lex)
    for run, known in confirmed(words, groups):
        known.runs.append(run)
    return groups, bare.open


def _weigh(text: str, words: Sequence[Word], group: Group, lex: lexicon.Lexicon) -> None:
    """Sums what the name's own words and all its surroundings say of its type."""
    longest = max(group.runs, key=len)
    texts = [word.text for word in words[longest.first : longest.last + 1]]
    group.given = types.by_words(group.forms, texts, lex)
    group.score = types.Score()
    for run in group.runs:
        for kind, weight in types.around(text, words, run, lex).items():
            group.score[kind] += weight
    group.context = group.score[types.PERSON]
    if len(group.forms) > 1:
        plain = _plain(group.forms, lex)
        alone = {words[run.first].form for run in group.runs if len(run) == 1}
        surname = group.forms[-1] in alone and not is_common(group.forms[-1])
        group.score[types.PERSON] += 2 - plain + 2 * surname + (group.forms[0] in alone)
    if len(group.forms) == 1 and texts[0].isupper() and 1 < len(texts[0]) < 7:
        group.score[types.ORGANISATION] += 2


def _plain(forms: Forms, lex: lexicon.Lexicon) -> float:
    """How much the words of a name are everyday words, which people's names seldom are."""
    if forms[0] in lex.articles:
        return 2
    if any(form in lex.demonyms or form in lex.qualifiers for form in forms):
        return 1
    first = is_common(forms[0]) * (1 if forms[0] in lex.function or forms[0] in lex.particles else 0.5)
    inside = any(form in lex.particles for form in forms[1:-1])
    return first + is_common(forms[-1]) - inside


def _name(article: Article, words: Sequence[Word], group: Group, shared: Counter[str]) -> str:
    """The fullest name; a surname known only with its title, that others bear too, keeps the title."""
    fullest = max(group.runs, key=lambda run: (len(run), -run.first))
    first = fullest.intro if group.titled and shared[group.forms[-1]] > 1 else fullest.first
    return article.text[words[first].start : words[fullest.last].end]


def _descriptions(article: Article, group: Group, crowd: People) -> tuple[Span, ...]:
    """The words that introduce the names of a group, each once, in order."""
    words = crowd.words
    places = [(run.intro, run.first - 1) for run in group.runs if run.intro < run.first]
    for run in group.runs:
        places += [(one.first, one.last) for one in crowd.appositions.get(run.first, ())]
    spans = (Span(article.id, words[first].start, words[last].end) for first, last in sorted(places))
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(article.quote(span).casefold(), span)
    return tuple(found.values())


def _span(article: Article, words: Sequence[Word], run: Run) -> Span:
    return Span(article.id, words[run.first].start, words[run.last].end)
