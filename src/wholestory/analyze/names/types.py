"""What kind of thing a name names, by the words in it and around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.runs import Run
from wholestory.analyze.names.words import Word
from wholestory.model import EntityType

PERSON, ORGANISATION, PLACE, WORK, OTHER = (
    EntityType.PERSON,
    EntityType.ORGANISATION,
    EntityType.PLACE,
    EntityType.WORK,
    EntityType.OTHER,
)
_COMMA_AGE = re.compile(r", \d{1,3}(?:[,.;)]|$)| \(\d{1,3}\)")
_WHO = re.compile(r",? \(?(?:who|whose|chi|qui|quien|quem)\b")


class Score(defaultdict[EntityType, float]):
    """The weight of the evidence for each type."""

    def __init__(self) -> None:
        super().__init__(float)


def by_words(forms: Sequence[str], texts: Sequence[str], lexicon: Lexicon) -> EntityType | None:
    """The type that the words of the name itself give, None where they give none."""
    whole = " ".join(forms)
    if whole in lexicon.gazetteer:
        return PLACE
    if any(
        text[0].isupper() and form in lexicon.title_words
        for form, text in zip(forms[1:], texts[1:], strict=True)
    ):
        return WORK
    if len(forms) > 1 and lexicon.heads_first:
        for words, kind in _kinds(lexicon):
            if forms[0] in words:
                return kind
    if len(forms) > 1:
        for words, kind in _kinds(lexicon):
            if forms[-1] in words:
                return kind
        for words, kind in ((lexicon.organisations, ORGANISATION), (lexicon.places, PLACE)):
            if forms[0] in words:
                return kind
        for words, kind in ((lexicon.organisations, ORGANISATION), (lexicon.events, OTHER)):
            if any(form in words for form in forms) and not all(t[0].isupper() for t in texts):
                return kind
    if len(forms[-1]) > 7 and forms[-1].endswith(lexicon.organisation_endings):
        return ORGANISATION
    # Many a surname ends like a town, so only a name of one word is one by its ending.
    return (
        PLACE
        if len(forms) == 1 and len(forms[-1]) > 6 and forms[-1].endswith(lexicon.place_endings)
        else None
    )


def _kinds(lexicon: Lexicon) -> tuple[tuple[frozenset[str], EntityType], ...]:
    return (
        (lexicon.events, OTHER),
        (lexicon.organisations, ORGANISATION),
        (lexicon.outlets, ORGANISATION),
        (lexicon.places, PLACE),
    )


def around(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon) -> Score:
    """The weight that one mention's surroundings give to each type."""
    score = Score()
    _before(words, run, lexicon, score)
    _after(text, words, run, lexicon, score)
    return score


def _before(words: Sequence[Word], run: Run, lexicon: Lexicon, score: Score) -> None:
    """Titles, prepositions and nouns in front of the name."""
    if run.intro < run.first:
        _introduced(words, run, lexicon, score)
    index = run.intro - 1
    if index < 0 or words[index].sentence != words[run.first].sentence:
        return
    word, joined = words[index], words[run.intro].joined
    if joined and word.form in lexicon.works:
        score[WORK] += 4
    if joined and word.form in lexicon.inner and index and words[index - 1].form in lexicon.places:
        score[PLACE] += 4
    if joined and word.form in lexicon.things:
        score[OTHER] += 4
    if (
        not joined
        and word.form in lexicon.before
        and not word.capital
        and words[run.intro].start - word.end == 2
    ):
        score[PERSON] += 3
    if not joined and word.form in lexicon.people:
        score[PERSON] += 3
    if joined and word.form in lexicon.locatives and not words[run.last].owned:
        score[PLACE] = min(score[PLACE] + 2.5, 5)
    if joined and word.form in lexicon.determiners:
        score[PERSON] -= 0 if lexicon.articles_before_people else 3
        score[ORGANISATION] += len(run) == 1 and words[run.first].text.isupper()
    if joined and word.form in ("like", "including", "such as", "come"):
        people = any(w.form in lexicon.people for w in words[max(0, index - 2) : index])
        score[PERSON] += 3 if people else 0


def _introduced(words: Sequence[Word], run: Run, lexicon: Lexicon, score: Score) -> None:
    """What the title or the kind right before the name says."""
    form = words[run.first - 1].form
    if form not in lexicon.kinds:
        score[PERSON] += 4
    elif form in lexicon.things:
        score[OTHER] += 4
    elif form in lexicon.works:
        score[WORK] += 4
    elif form in lexicon.organisations | lexicon.outlets:
        score[ORGANISATION] += 4
    elif form in lexicon.places:
        score[PLACE] += 4


def _after(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon, score: Score) -> None:
    """Ages, clauses, verbs and nouns behind the name."""
    end = words[run.last].end
    if _COMMA_AGE.match(text, end) or _WHO.match(text, end):
        score[PERSON] += 3
    following = words[run.last + 1] if run.last + 1 < len(words) else None
    if following is None or following.sentence != words[run.last].sentence:
        return
    if words[run.last].owned:
        near = words[run.last + 1 : run.last + 4]
        score[PERSON] += 3 if any(w.form in lexicon.relations for w in near) else 0
    elif following.joined and following.form in lexicon.says:
        score[PERSON] += 1
    elif following.joined and following.form in lexicon.holders:
        score[ORGANISATION] += 3
    elif following.joined and following.form in lexicon.works:
        score[WORK] += 2
    elif text[end : end + 2] == ", ":
        score[PERSON] += _apposition(words, run.last + 1, lexicon)


def _apposition(words: Sequence[Word], index: int, lexicon: Lexicon) -> int:
    """3 where a role follows behind the comma (", the harbour master"), 1 for another noun (", a weaver")."""
    some = words[index].form in lexicon.indefinite
    for word in words[index : index + 5]:
        if word.sentence != words[index].sentence or (word.start > words[index].start and not word.joined):
            break
        if word.form in lexicon.roles or word.form in lexicon.relations:
            return 0 if word.owned else 3
        if word.form in lexicon.kinds_of_things or word.form in lexicon.things or word.form in lexicon.works:
            return 0
        if word.capital and word.form not in lexicon.gazetteer and not lexicon.nouns_capital:
            return 0
    return int(some)


def decide(score: Score, given: EntityType | None) -> EntityType:
    """The type that the evidence carries; OTHER where it carries none."""
    if given is not None and score[PERSON] < 6:
        return given
    kind, weight = max(score.items(), key=lambda item: item[1], default=(OTHER, 0))
    return kind if weight >= 1.5 else OTHER
