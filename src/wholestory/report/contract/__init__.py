"""The JSON contract: a telling as plain data, every derived fact with the place that says it.

docs/reference/json.md describes every field; schema.json beside this file checks it.
"""

from __future__ import annotations

from wholestory.model import Telling
from wholestory.report.contract import articles, claims, quotations, stories
from wholestory.report.contract.merging import merged
from wholestory.report.contract.places import Places

SCHEMA = 1


def data(telling: Telling) -> dict[str, object]:
    """The telling as JSON-ready data (dicts, lists, strings, numbers, None).

    Offsets are code points in an article's `text`; `file_start` and `file_end` are those of the decoded
    text file, and are absent for pages.
    """
    places = Places.of(telling)
    whole = merged(telling.coverages)
    return {
        "schema": SCHEMA,
        "failures": [{"path": f.path, "code": f.code, "message": f.message} for f in telling.failures],
        "articles": articles.listed(telling, places),
        "stories": stories.listed(telling, places),
        "threads": stories.threads(telling.threads),
        "entities": claims.entities(whole.entities, places),
        "quotations": quotations.listed(telling.analyses, whole, places),
        "utterances": quotations.utterances(whole.utterances),
        "claims": claims.listed(telling, whole, places),
        "moments": claims.moments(whole.moments, places),
        "reuse": claims.reuse(whole.reuse, places),
    }
