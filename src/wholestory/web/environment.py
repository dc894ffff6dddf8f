"""The templates of pages and what they may call; a report's own templates stand beside them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi, gettext, ngettext
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from wholestory.report import dates, labels, shown
from wholestory.report.page.environment import safe
from wholestory.web import assets

THEMES = ("light", "dark")
SIZES = ("87", "100", "112", "125", "150")  # per cent
DENSITIES = ("comfortable", "compact", "headlines")


def made(**options: Any) -> Environment:
    """The environment, for Django's Jinja2 backend; everything printed is made safe, then escaped."""
    options.pop("loader", None)
    pages, reports = PackageLoader("wholestory.web"), PackageLoader("wholestory.report.page")
    found = Environment(  # noqa: S701 - it escapes all
        loader=ChoiceLoader([pages, PrefixLoader({"report": reports}), reports]),
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
        **{**options, "autoescape": True, "undefined": StrictUndefined, "auto_reload": False},
    )
    found.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    found.filters |= {"line": shown.line, "direction": shown.direction}
    found.globals |= {
        "url": url,
        "asset": assets.address,
        "labels": labels,
        "dates": dates,
        "languages": settings.LANGUAGES,
        "icons": icons,
    }
    return found


@lru_cache(8192)
def url(name: str, *args: str | int, **named: str | int) -> str:
    """The address of a page."""
    return str(reverse(name, args=args, kwargs=named))


@cache
def icons() -> str:
    """The sprite of icons, to stand in each page once."""
    return assets.text("icons.svg")


def context(request: HttpRequest) -> dict[str, object]:
    """What a page's frame asks of a request; for the logins' templates too."""
    return {
        "request": request,
        "standing": getattr(request, "standing", None),
        "language": get_language() or "en",
        "direction": "rtl" if get_language_bidi() else "ltr",
        "nonce": str(getattr(request, "csp_nonce", "")),
        "theme": _chosen(request, "theme", THEMES),
        "size": _chosen(request, "size", SIZES),
        "density": _chosen(request, "density", DENSITIES),
    }


def _chosen(request: HttpRequest, name: str, known: tuple[str, ...]) -> str:
    """What a reader chose for this browser; empty where nothing that we know."""
    given = request.COOKIES.get(name, "")
    return given if given in known else ""
