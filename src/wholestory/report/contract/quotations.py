"""Quotations and utterances as the contract writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wholestory.model import (
    Analysis,
    EntityId,
    Quotation,
    QuotationId,
    SourceLink,
    Span,
    Speaker,
    Utterance,
    quotation_id,
)
from wholestory.report.contract.merging import Merged
from wholestory.report.contract.places import Data, Places


def listed(analyses: Iterable[Analysis], whole: Merged, places: Places) -> list[Data]:
    """Every quotation of every article, in order."""
    known = {mention: entity.id for entity in whole.entities for mention in entity.mentions}
    carried = {q: u.entity for u in whole.utterances if u.entity for q in u.quotations}
    return [
        _quotation(analysis, index, _entity(analysis, index, known, carried), places)
        for analysis in analyses
        for index in range(len(analysis.quotations))
    ]


def utterances(found: Sequence[Utterance]) -> list[Data]:
    """What was said once, with every quotation that carries it."""
    return [
        {
            "id": utterance.id,
            "quotations": list(utterance.quotations),
            "speaker": _speaker(utterance.speaker, utterance.entity),
            "first": utterance.first,
            "warnings": [caution.value for caution in utterance.warnings],
        }
        for utterance in found
    ]


def _quotation(analysis: Analysis, index: int, entity: EntityId | None, places: Places) -> Data:
    quotation = analysis.quotations[index]
    return {
        "id": quotation_id(analysis.article, index),
        "article": analysis.article,
        "parts": [places.worded(part) for part in quotation.parts],
        "kind": quotation.kind.value,
        "nested_in": None
        if quotation.nested_in is None
        else quotation_id(analysis.article, quotation.nested_in),
        "speaker": _speaker(quotation.speaker, entity),
        "cue": places.worded(quotation.cue) if quotation.cue else None,
        "sources": [_source(link, places) for link in quotation.sources],
    }


def _speaker(speaker: Speaker, entity: EntityId | None) -> Data:
    return {"state": speaker.state.value, "name": speaker.name, "entity": entity}


def _source(link: SourceLink, places: Places) -> Data:
    return {"role": link.role.value, **places.worded(link.span)}


def _entity(
    analysis: Analysis,
    index: int,
    known: Mapping[Span, EntityId],
    carried: Mapping[QuotationId, EntityId | None],
) -> EntityId | None:
    """Whom a quotation's named speaker is across articles: by the mention, by its name, by the utterance."""
    quotation = analysis.quotations[index]
    if quotation.speaker.state.value != "named":
        return None
    found = [known[span] for span in _mentions(quotation, analysis) if span in known]
    return found[0] if found else carried.get(quotation_id(analysis.article, index))


def _mentions(quotation: Quotation, analysis: Analysis) -> list[Span]:
    speaker = quotation.speaker
    beside = [speaker.span] if speaker.span else []
    same = [
        m.span for m in analysis.mentions if speaker.referent is not None and m.referent == speaker.referent
    ]
    return beside + same
