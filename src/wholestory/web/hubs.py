"""What programs ask: how the newsroom does, and what hubs bring."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from wholestory.jobs import beat, own
from wholestory.members import numbers
from wholestory.model import Reply

LARGEST = 10 << 20  # bytes, as `pipeline.pushing` takes


def health(request: HttpRequest) -> HttpResponse:
    """Codes, never words: those name files, and anybody may ask."""
    told = beat.health(own.newsroom())
    return JsonResponse(told, status=200 if told["ok"] else 503, headers={"Cache-Control": "no-store"})


def hub(request: HttpRequest, token: str) -> HttpResponse:
    """Answer a hub that asks whether it was us who subscribed, or take what it delivers."""
    if request.method == "GET":
        return _reply(own.newsroom().hubs.verified(token, request.GET.dict()))
    if not own.newsroom().hubs.expects(token):
        raise Http404  # before anything of it is read
    length = numbers.read(request.headers.get("Content-Length", ""))
    if length is None or length > LARGEST:
        return _reply(Reply(413, "more than a feed can hold"))
    headers = {name.lower(): value for name, value in request.headers.items()}
    return _reply(own.newsroom().hubs.pushed(token, headers, request.read()))


def _reply(reply: Reply) -> HttpResponse:
    return HttpResponse(reply.text, status=reply.status, content_type="text/plain; charset=utf-8")
