"""The document: all operations as OpenAPI 3.1 describes them, made from the operations themselves."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from wholestory.members import bearing, problems
from wholestory.members.rules import Rule
from wholestory.sync.rest import articles, mine, stories
from wholestory.sync.rest.operation import API, RULES

ALL = (stories, articles, mine)  # whose import registers their operations
Data = dict[str, Any]
SCHEMAS = "#/components/schemas/"
ALWAYS = (400, 401, 405, 429, 500, 503)
TAGS = ("stories", "articles", "outlets", "persons", "mine")
SIGNED_IN = (Rule.MEMBER, Rule.EDITOR, Rule.ADMIN)
WHAT = """\
Stories, articles, outlets and people as the pages show them, and what is a member's own. A token of
/you/tokens is sent as "Authorization: Bearer TOKEN", and in no other way; without one, what visitors may read
is told.
HEAD is answered wherever GET is; OPTIONS says in Allow what there is."""


@cache
def document() -> Data:
    """The document, as JSON-ready data."""
    found = json.loads(json.dumps(API.get_openapi_schema(path_prefix=bearing.UNDER)))
    found["info"]["description"] = WHAT
    for path, operations in found["paths"].items():
        rule = RULES["/" + path.removeprefix(bearing.UNDER)]
        for method, operation in operations.items():
            _complete(operation, method, path, rule)
    found["paths"] = dict(sorted(found["paths"].items(), key=lambda item: _turn(item[1])))
    schemas = found["components"]["schemas"]
    schemas |= {"Problem": _problem(), **_contract()}
    found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    return _tidied(found)  # type: ignore[no-any-return]


def _turn(operations: Data) -> int:
    return TAGS.index(next(iter(operations.values()))["tags"][0])


@cache
def text() -> bytes:
    """The document, as it is sent."""
    return json.dumps(document(), ensure_ascii=False, indent=1).encode()


def _complete(operation: Data, method: str, path: str, rule: Rule) -> None:
    """What it answers where something is not well, who may, and what is given, without what is not sent."""
    if operation.get("description") == operation["summary"]:
        del operation["description"]
    for given in operation["parameters"]:
        _sent(given)
    statuses = {*ALWAYS}
    if "{" in path or operation["operationId"] == "person":
        statuses.add(404)
    if operation["parameters"]:
        statuses.add(422)
    if method != "get":
        statuses.add(403)
    operation["responses"] |= {str(status): _not_well(status) for status in sorted(statuses)}
    needed: Data = {"token": []}
    operation["security"] = [needed] if rule in SIGNED_IN else [{}, needed]
    operation["x-rule"] = rule.value


def _sent(given: Data) -> None:
    """A parameter that may be left away is so by not being sent: there is no null in an address."""
    schema = given["schema"]
    kinds = [*schema.pop("anyOf", ()), *schema.pop("allOf", ())]
    given["schema"] = schema | next((kind for kind in kinds if kind != {"type": "null"}), {})
    given["schema"].pop("title", None)
    if "description" in given["schema"]:
        given["description"] = given["schema"].pop("description")


def _not_well(status: int) -> Data:
    codes = [code for code, (of, _) in problems.CODES.items() if of == status]
    found: Data = {
        "description": ", ".join(codes),
        "content": {problems.TYPE: {"schema": {"$ref": f"{SCHEMAS}Problem"}}},
    }
    named = {401: "WWW-Authenticate", 405: "Allow", 429: "Retry-After"}.get(status)
    return found | ({"headers": {named: {"schema": {"type": "string"}}}} if named else {})


def _problem() -> Data:
    each = {"where": {"type": "string"}, "what": {"type": "string"}}
    fields: Data = {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": list(problems.CODES)},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": each, "required": list(each)},
        },
    }
    return {
        "type": "object",
        "title": "Problem",
        "description": "What is not well (RFC 9457); `code` never changes its meaning.",
        "properties": fields,
        "required": ["type", "title", "status", "code"],
        "additionalProperties": False,
    }


def _contract() -> Data:
    """The JSON contract's own schema, its parts beside the others; here an article may have no address."""
    read = files("wholestory.report.contract").joinpath("schema.json").read_text("utf-8")
    whole = json.loads(read)
    parts = whole.pop("$defs")
    whole.pop("$schema")
    parts["article"].pop("anyOf", None)
    named = {f"telling_{name}": part for name, part in parts.items()} | {"Telling": whole}
    return {name: _walked(part, _led) for name, part in named.items()}


def _led(part: Data) -> Data:
    reference = part.get("$ref", "")
    if reference.startswith("#/$defs/"):
        return {**part, "$ref": f"{SCHEMAS}telling_{reference.removeprefix('#/$defs/')}"}
    return part


def _tidied(found: Data) -> Any:
    return _walked(
        found, lambda part: {"$ref": f"{SCHEMAS}Telling"} if part.get("x-is") == "Telling" else part
    )


def _walked(part: Any, changed: Callable[[Data], Data]) -> Any:
    """All of it, each object changed."""
    if isinstance(part, dict):
        return changed({name: _walked(each, changed) for name, each in part.items()})
    if isinstance(part, list):
        return [_walked(each, changed) for each in part]
    return part
