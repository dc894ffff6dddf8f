"""Pictures of outlets, through this site: no reader's browser calls on an outlet's machine."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from wholestory.jobs import images
from wholestory.jobs.cache import Answer
from wholestory.model import Picture
from wholestory.report import shown as safely

LONGEST = 2000  # letters of an address
KEPT = "public, max-age=604800, immutable"
POLICY = "default-src 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
PLAIN = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture at our address for it, with its caption and credit as printed."""

    address: str
    caption: str | None
    credit: str | None
    width: int | None
    height: int | None


def address(url: str | None) -> str | None:
    """Where this site shows the image at `url`; None where that is no web address."""
    plain = safely.link(url)
    if plain is None or len(plain) > LONGEST:
        return None
    return f"{reverse('image')}?{urlencode({'u': plain, 's': signature(plain)})}"


def shown(pictures: Iterable[Picture]) -> tuple[Shown, ...]:
    """Those of `pictures` that can be shown."""
    found = ((address(each.url), each) for each in pictures)
    return tuple(Shown(at, each.caption, each.credit, each.width, each.height) for at, each in found if at)


def signature(url: str) -> str:
    """What proves that we gave out an address ourselves."""
    key = sha256(b"image\0" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, url.encode(), sha256).hexdigest()[:40]


def page(request: HttpRequest) -> HttpResponse:
    """One image. Raises `Http404` for an address that we did not give out."""
    url = request.GET.get("u", "")
    if len(url) > LONGEST or not constant_time_compare(request.GET.get("s", ""), signature(url)):
        raise Http404
    found = images.brought(url)
    answer = _image(found) if found.body is not None else _none(found)
    answer["Content-Security-Policy"] = POLICY
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def _image(found: Answer) -> HttpResponse:
    answer = HttpResponse(found.body, content_type=found.type)
    answer["Content-Disposition"] = f'inline; filename="image.{found.type.partition("/")[2]}"'
    answer["Cache-Control"] = KEPT
    return answer


def _none(found: Answer) -> HttpResponse:
    """That there is none, or none yet; never a word of its address."""
    if found.is_coming:
        answer = HttpResponse("not here yet\n", status=503, content_type=PLAIN)
        answer["Retry-After"] = "2"
    else:
        answer = HttpResponse("no such image\n", status=404, content_type=PLAIN)
    answer["Cache-Control"] = "no-store" if found.is_coming else "public, max-age=600"
    return answer
