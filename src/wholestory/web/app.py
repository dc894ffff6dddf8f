"""What makes the pages an app: its manifest, its service worker, the page for when there is no network."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from wholestory.members.words import gettext as _
from wholestory.web import assets

PAPER, INK = "#fdfdfb", "#17181b"  # as the sheet has them
ICONS = (("192", "any"), ("512", "any"), ("maskable-192", "maskable"), ("maskable-512", "maskable"))


def manifest(request: HttpRequest) -> HttpResponse:
    """The app as a browser installs it."""
    told = {
        "id": "/",
        "name": "Wholestory",
        "short_name": "Wholestory",
        "description": _("Every title’s account of every story, in one place."),
        "start_url": reverse("front"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [_icon(name, purpose) for name, purpose in ICONS],
        "share_target": {"action": reverse("search"), "method": "GET", "params": {"text": "q", "url": "q"}},
        "shortcuts": [{"name": _("Search"), "url": reverse("search")}],
    }
    return JsonResponse(told, content_type="application/manifest+json")


def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, asked for anew each time."""
    found = assets.worker()
    return HttpResponse(found.body, content_type=found.type, headers={"Cache-Control": "no-cache"})


def offline(request: HttpRequest) -> HttpResponse:
    """What is shown where there is neither a network nor a copy."""
    words = _("This page was not kept on this device. What you saved and opened is still there.")
    return render(request, "message.html", {"title": _("No network"), "words": words})


def _icon(name: str, purpose: str) -> dict[str, str]:
    size = name.rpartition("-")[2]
    address = assets.address(f"icons/{name}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
