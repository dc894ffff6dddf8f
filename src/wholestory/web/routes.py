"""The pages' addresses, each with its rule."""

from __future__ import annotations

from django.urls import URLPattern

from wholestory.members.rules import Rule, route
from wholestory.web import files, front, hubs, search, story

ROUTES: list[URLPattern] = [
    route("", front.page, name="front", rule=Rule.ANYONE),
    route("story/<str:id>", story.page, name="story", rule=Rule.ANYONE),
    route("search", search.page, name="search", rule=Rule.ANYONE),
    route("static/<path:name>", files.static, name="static", rule=Rule.ANYONE),
    route("healthz", hubs.health, name="health", rule=Rule.ANYONE),
    route("hub/<slug:token>", hubs.hub, name="hub", rule=Rule.SIGNED, methods=("GET", "POST")),
]
