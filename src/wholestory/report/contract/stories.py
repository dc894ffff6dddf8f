"""Stories and threads as the contract writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wholestory.model import Coverage, Headline, Reason, Story, Telling, Thread
from wholestory.report.contract.places import Data, Places


def listed(telling: Telling, places: Places) -> list[Data]:
    """The stories in the order of the edition."""
    stories = {story.id: story for story in telling.stories}
    coverages = {str(coverage.of): coverage for coverage in telling.coverages}
    picked = [pick.story for pick in telling.edition.picks if pick.story in stories]
    order = dict.fromkeys([*picked, *stories])
    return [_story(stories[id], coverages, places) for id in order]


def threads(found: Sequence[Thread]) -> list[Data]:
    """The threads, their stories in order of time."""
    return [
        {"id": thread.id, "stories": list(thread.stories), "why": [_reason(r) for r in thread.why]}
        for thread in found
    ]


def _story(story: Story, coverages: Mapping[str, Coverage], places: Places) -> Data:
    coverage = coverages.get(str(story.id))
    return {
        "id": story.id,
        "articles": list(story.articles),
        "headline": _headline(story.headline) if story.headline else None,
        "first": story.first,
        "summary": [
            {"article": span.article, **places.worded(span)}
            for span in (coverage.summary if coverage else ())
        ],
        "why": [_reason(reason) for reason in story.why],
        "accounts": _accounts(coverage, places) if coverage else [],
    }


def _headline(headline: Headline) -> Data:
    return {"text": headline.text, "article": headline.article}


def _reason(reason: Reason) -> Data:
    return {"kind": reason.kind, "detail": list(reason.detail), "ids": list(reason.ids)}


def _accounts(coverage: Coverage, places: Places) -> list[Data]:
    return [
        {
            "article": account.article,
            "copy_of": account.copy_of,
            "alone": [places.worded(span) for span in account.alone],
        }
        for account in coverage.accounts
    ]
