"""Problems: what the API answers where something is not well, in one form (RFC 9457), never as a page.

The words are ours, each code's own: nothing that was sent is told back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse, JsonResponse

TYPE = "application/problem+json"
CODES: dict[str, tuple[int, str]] = {
    "bad_request": (400, "This is no request that can be read."),
    "not_signed_in": (401, "This asks for a token: Authorization: Bearer, and a token of yours."),
    "bad_token": (401, "This token is not known, has ended, or is none."),
    "not_open": (403, "Your membership does not reach to this."),
    "none_left": (403, "No article is left for this week."),
    "reads_only": (403, "This token may read, and this would write."),
    "not_there": (404, "There is no such thing here, or no longer."),
    "wrong_method": (405, "What is here is not asked for in this way; see Allow."),
    "invalid": (422, "Something of what was asked for cannot be; see errors."),
    "empty_search": (422, "This search asks for nothing: give a word, a phrase or a field such as outlet:."),
    "bad_cursor": (422, "This is no place that an earlier answer named; leave it away to begin anew."),
    "bad_member": (422, "This names nothing that can be kept, or too much is kept already."),
    "too_many": (429, "Too many requests; Retry-After says when to come again."),
    "broken": (500, "This went wrong here. Nothing was lost; please try again in a moment."),
    "database_unusable": (503, "The newsroom's file cannot be read or written now."),
    "database_full": (503, "There is no space left to write to; nothing was changed."),
    "database_locked": (503, "The newsroom is busy; please come again."),
}
"""Each stable code, with its status and its words."""

BY_STATUS = {
    400: "bad_request",
    401: "not_signed_in",
    403: "not_open",
    404: "not_there",
    405: "wrong_method",
    429: "too_many",
    503: "database_locked",
}
CHALLENGE = 'Bearer realm="Wholestory"'


def answer(
    code: str, *, errors: Iterable[Mapping[str, Any]] = (), headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The answer of a code; `errors` say where in what was sent it is, and what it should be."""
    status, words = CODES[code]
    told: dict[str, Any] = {"type": f"/api/#{code}", "title": words, "status": status, "code": code}
    if given := [dict(each) for each in errors]:
        told["errors"] = given
    found = JsonResponse(told, status=status, content_type=TYPE, headers=dict(headers or {}))
    if status == 401:
        found["WWW-Authenticate"] = CHALLENGE + (', error="invalid_token"' if code == "bad_token" else "")
    return found


def of(response: HttpResponse) -> HttpResponse:
    """An answer of somebody else's making, of a status that says something is not well, in our form."""
    code = BY_STATUS.get(response.status_code, "broken" if response.status_code >= 500 else "bad_request")
    kept = {name: response[name] for name in ("Allow", "Retry-After") if response.has_header(name)}
    return answer(code, headers=kept)
