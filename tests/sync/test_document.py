"""The description is whole, true to what is there, and stands in our own docs and pages."""

import json
import re
from pathlib import Path

import jsonschema
import schemathesis
from callers import API, bearing
from django.test import Client
from django.urls import get_resolver

from wholestory.members import problems
from wholestory.members.rules import Rule
from wholestory.sync.rest.document import document

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "api.md").read_text("utf-8")


def operations():
    for path, methods in document()["paths"].items():
        for method, each in methods.items():
            yield method.upper(), path, each


def test_it_is_openapi(newsroom):
    answer = bearing().get(f"{API}/openapi.json")
    assert answer["Content-Type"] == "application/json"
    found = answer.json()
    assert found["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(found).validate()


def test_every_route_of_the_api_stands_in_it():
    described = {re.sub(r"\{(\w+)\}", r"<\1>", path).lstrip("/") for path in document()["paths"]}
    routes = {
        str(each.pattern) for each in get_resolver().url_patterns if getattr(each.callback, "borne", False)
    }
    assert routes == described | {"api/v1/openapi.json"}
    for each in get_resolver().url_patterns:
        if str(each.pattern) in routes:
            assert isinstance(each.callback.rule, Rule)


def test_every_operation_and_every_code_stands_in_the_docs():
    missing = [f"{method} {path}" for method, path, _ in operations() if f"`{method} {path}`" not in PAGE]
    missing += [code for code in problems.CODES if f"`{code}`" not in PAGE]
    assert missing == []
    named = re.findall(r"`((?:GET|PUT|DELETE) /api/v1/\S+?)`", PAGE)
    assert {name for name in named if "openapi" not in name} == {f"{m} {path}" for m, path, _ in operations()}


def test_every_parameter_is_bounded():
    for method, path, each in operations():
        for given in each["parameters"]:
            schema = given["schema"]
            if "$ref" in schema:
                schema = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            is_bounded = {"pattern", "maxLength", "maximum", "enum"} & schema.keys()
            assert is_bounded, (method, path, given["name"])


def test_every_operation_says_what_may_go_wrong_and_who_may():
    for method, path, each in operations():
        assert {"400", "401", "405", "429", "500", "503"} <= each["responses"].keys(), path
        assert ("403" in each["responses"]) == (method != "GET"), path
        assert each["x-rule"] in set(Rule)
        assert (each["security"] == [{"token": []}]) == (each["x-rule"] == "member")
        assert each["summary"].endswith("."), path


def test_a_story_is_as_the_contracts_own_schema_says(newsroom):
    own = Path(problems.__file__).parents[1] / "report" / "contract" / "schema.json"
    schema = json.loads(own.read_text("utf-8"))
    story = next(brief.id for brief in newsroom.stories() if newsroom.coverage(brief.id))
    jsonschema.validate(bearing().get(f"{API}/stories/{story}").json()["telling"], schema)


def test_the_page_names_all_of_it_and_loads_nothing_from_elsewhere(newsroom):
    page = Client(SERVER_NAME="localhost").get("/api/").content.decode()
    for method, path, _ in operations():
        assert f"{method} {path}" in page
    for code in problems.CODES:
        assert f'id="{code}"' in page
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
