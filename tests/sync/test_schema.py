"""Schemathesis: what the description says is so, whoever asks, whatever is sent; and nobody sees another's.

`make fuzz-api` runs it long, with other examples each time (WHOLESTORY_FUZZ: so many of each operation).
"""

import os
from contextlib import suppress
from copy import deepcopy

import pytest
import schemathesis
from callers import token
from cast import CAST, member
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from test_privileges import CANARY, hers, theirs

from wholestory.site.wsgi import inside
from wholestory.sync.rest.document import document

LONG = int(os.environ.get("WHOLESTORY_FUZZ", "0"))
EXAMPLES = LONG or 3
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
]
MODES = list(schemathesis.GenerationMode)
OFTEN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=not LONG,
    database=None,
    phases=[Phase.generate] if not LONG else [Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


def described():
    """The description without its word on tokens: else schemathesis leaves ours away as often as not."""
    found = deepcopy(document())
    del found["components"]["securitySchemes"]
    for operation in (each for methods in found["paths"].values() for each in methods.values()):
        del operation["security"]
    schema = schemathesis.openapi.from_dict(found)
    schema.app = inside
    return schema


def known(newsroom):
    """What there is to be asked for, by the parameter that names it."""
    briefs = newsroom.stories(most=50)
    return {
        "/stories/{id}": [brief.id for brief in briefs],
        "/threads/{id}": [brief.thread for brief in briefs if brief.thread],
        "/articles/{id}": [kept.article.id for kept in newsroom.articles(most=50)],
        "/me/opened/{id}": [kept.article.id for kept in newsroom.articles(most=50)],
        "/outlets/{id}": ["theguardian-com"],
        "/sections/{kind}/{id}": ["world", "en", "it", "GB"],
    }


def asked(operation, mode, names, headers, seen):
    """Sends examples of an operation, some of them with names of things that are there."""

    @OFTEN
    @given(case=operation.as_strategy(generation_mode=mode), known=st.booleans(), pick=st.integers(0, 49))
    def ask(case, known, pick):
        there = names.get(operation.path.removeprefix("/api/v1"))
        if known and there and mode is schemathesis.GenerationMode.POSITIVE:
            case.path_parameters["id"] = there[pick % len(there)]
        answer = case.call_and_validate(headers=headers, checks=CHECKS)
        seen.append((operation.label, answer.status_code))
        assert CANARY not in answer.text
        if mode is schemathesis.GenerationMode.POSITIVE and answer.status_code == 422:
            assert answer.json()["code"] != "invalid", "its form is as described"

    ask()


@pytest.mark.parametrize("standing", CAST)
def test_what_is_described_is_so(newsroom, standing):
    hannah = hers(member("Hannah", kind="granted"))
    before = theirs(hannah)
    made = CAST[standing]
    headers = {"Authorization": f"Bearer {token(made())}"} if made else {}
    schema = described()
    names, seen = known(newsroom), []
    for found in schema.get_all_operations():
        for mode in MODES:
            with suppress(Unsatisfiable):  # what takes nothing cannot be sent anything wrong
                asked(found.ok(), mode, names, headers, seen)
    assert theirs(hannah) == before
    statuses = {status for _, status in seen}
    assert {200, 422} <= statuses
    assert (204 in statuses) == (401 not in statuses) == bool(made)
