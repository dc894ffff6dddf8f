"""Wordings of one utterance in different languages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from wholestory.compare.scope import Embed
from wholestory.compare.wording import Wording, days_apart
from wholestory.model import SpeakerState

ALIKE = 0.72  # cosine of the wordings' vectors
MARGIN = 0.08  # by which it beats every other wording of that language
LEAST_WORDS = 4
DAYS_APART = 7


def translations(
    wordings: Sequence[Wording], same: Sequence[Sequence[int]], *, embed: Embed
) -> list[tuple[int, int]]:
    """Links between groups of one wording (`same`, indices into `wordings`) that translate each other.

    Both must be in one story, of the same named speaker or both of an unnamed one, days apart at most,
    and each the other's best match. Source of the idea: cross-lingual citation matching by sentence
    vectors; the vetoes are ours.
    """
    fullest = [max(group, key=lambda i: (len(wordings[i].words), -i)) for group in same]
    chosen = [i for i in fullest if len(wordings[i].words) >= LEAST_WORDS and wordings[i].language]
    possible = [(i, j) for i, j in combinations(chosen, 2) if _may_translate(wordings[i], wordings[j])]
    if not possible:
        return []
    needed = sorted({i for pair in possible for i in pair})
    vectors = dict(zip(needed, embed([wordings[i].text for i in needed]), strict=True))
    scores = {(i, j): float(vectors[i] @ vectors[j]) for i, j in possible}
    return [pair for pair, score in scores.items() if score >= ALIKE and _stands_out(pair, scores, wordings)]


def _may_translate(one: Wording, other: Wording) -> bool:
    if one.language == other.language or one.story != other.story or one.nested != other.nested:
        return False
    named = SpeakerState.NAMED
    states = (one.quotation.speaker.state, other.quotation.speaker.state)
    if (one.speaker or other.speaker) and one.speaker != other.speaker:
        return False
    if one.speaker is None and named in states:
        return False
    apart = days_apart(one, other)
    return apart is None or apart <= DAYS_APART


def _stands_out(
    pair: tuple[int, int], scores: dict[tuple[int, int], float], wordings: Sequence[Wording]
) -> bool:
    """Whether no other wording of the same language pair comes near, from either side."""
    i, j = pair
    for rival, score in scores.items():
        if rival == pair or not {i, j} & set(rival):
            continue
        languages = {wordings[n].language for n in rival}
        if languages == {wordings[i].language, wordings[j].language} and score > scores[pair] - MARGIN:
            return False
    return True
