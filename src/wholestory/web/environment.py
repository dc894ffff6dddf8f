"""The templates of pages and what they may call; a report's own templates stand beside them."""

from __future__ import annotations

from functools import cache
from typing import Any

from csp.exceptions import CSPNonceError
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_bidi
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from wholestory.members import templating, words
from wholestory.members.looks import DENSITIES, SIZES, THEMES
from wholestory.rank import prominence
from wholestory.report import labels, quoting, shown
from wholestory.report.library import place_of
from wholestory.report.page import drawing
from wholestory.report.page.environment import safe
from wholestory.web import assets, frame, links, offline, pictures, times, wording
from wholestory.web.mine import Mine

NAV = ("world", "politics", "business", "science", "culture", "sport")  # topics in each page's head


def made(**options: Any) -> Environment:
    """The environment, for Django's Jinja2 backend; everything printed is made safe, then escaped."""
    options.pop("loader", None)
    pages, reports = PackageLoader("wholestory.web"), PackageLoader("wholestory.report.page")
    rooms = [PackageLoader(f"wholestory.{room}") for room in ("members", "desk", "sync")]
    found = Environment(  # noqa: S701 - it escapes all
        loader=ChoiceLoader([pages, *rooms, PrefixLoader({"report": reports}), reports]),
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        **{**options, "autoescape": True, "undefined": StrictUndefined, "auto_reload": False},
    )
    found.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]
    found.filters |= {
        "line": shown.line,
        "direction": shown.direction,
        "clip": shown.clipped,
        "topic": wording.topic,
        "country": wording.country,
    }
    found.globals |= _globals()
    return found


def _globals() -> dict[str, Any]:
    """What every template may call."""
    return {
        "url": links.address,
        "framed": frame.part,
        "asset": assets.address,
        "labels": labels,
        "dates": times,
        "place_of": place_of,
        "picture": pictures.address,
        "marks_of": quoting.marks,
        "languages": settings.LANGUAGES,
        "icons": icons,
        "drawn": drawing.of,
        "nav_topics": NAV,
        "when": wording.when,
        "moment": wording.moment,
        "lag": wording.lag,
        "tongue": wording.tongue,
        "kind": wording.kind,
        "trait": wording.trait,
        "reason": wording.reason,
        "grown": prominence.grown,
        "section_name": wording.section,
        **templating.GLOBALS,
    }


@cache
def icons() -> Markup:
    """The sprite of icons, to stand in each page once."""
    return Markup(assets.text("icons.svg"))  # noqa: S704 - our own file


def context(request: HttpRequest) -> dict[str, object]:
    """What a page's frame asks of a request; for the logins' templates too."""
    return {
        "request": request,
        "standing": getattr(request, "standing", None),
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "reader_tag": str(getattr(request.user, "pk", None) or "") if hasattr(request, "user") else "",
        "is_kept": offline.keeps(request),
        "nonce": _nonce(request),
        "mine": Mine(request),
        "theme": _chosen(request, "theme", THEMES),
        "size": _chosen(request, "size", tuple(SIZES)),
        "density": _chosen(request, "density", DENSITIES),
    }


def _nonce(request: HttpRequest) -> str:
    """What scripts of the page are allowed by; letters that go out after it need none."""
    try:
        return str(getattr(request, "csp_nonce", ""))
    except CSPNonceError:
        return ""


def _chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """What a reader chose for this browser; empty where nothing that we know."""
    given = request.COOKIES.get(name, "")
    return given if given in known else ""
