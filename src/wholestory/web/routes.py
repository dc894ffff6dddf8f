"""The pages' addresses, each with its rule."""

from __future__ import annotations

from django.urls import URLPattern

from wholestory.members.rules import Rule, route
from wholestory.web import (
    app,
    article,
    briefing,
    feed,
    files,
    front,
    grouping,
    hubs,
    outlet,
    person,
    pictures,
    reading,
    search,
    searches,
    sections,
    story,
    thread,
    yours,
)

BOTH = ("GET", "HEAD", "POST")

ROUTES: list[URLPattern] = [
    route("", front.page, name="front", rule=Rule.ANYONE),
    route("story/<str:id>", story.page, name="story", rule=Rule.ANYONE),
    route("story/<str:id>/feed", feed.page, name="story-feed", rule=Rule.ANYONE),
    route("story/<str:id>/history", grouping.history, name="story-history", rule=Rule.ANYONE),
    route("story/<str:id>/wrong", grouping.wrong, name="story-wrong", rule=Rule.MEMBER, methods=("POST",)),
    route("story/<str:id>/belongs", grouping.belongs, name="story-belongs", rule=Rule.MEMBER, methods=BOTH),
    route("thread/<str:id>", thread.page, name="thread", rule=Rule.ANYONE),
    route("article/<str:id>", article.page, name="article", rule=Rule.READER),
    route("image", pictures.page, name="image", rule=Rule.SIGNED),
    route("search", search.page, name="search", rule=Rule.ANYONE),
    route("fresh", front.fresh, name="fresh", rule=Rule.ANYONE),
    route("picks", front.picked, name="picks", rule=Rule.ANYONE),
    route("sections", sections.index, name="sections", rule=Rule.ANYONE),
    route("section/<str:kind>/<str:name>", sections.page, name="section", rule=Rule.ANYONE),
    route("outlet/<path:name>", outlet.page, name="outlet", rule=Rule.ANYONE),
    route("person/<path:name>", person.page, name="person", rule=Rule.ANYONE),
    route("briefing", briefing.page, name="briefing", rule=Rule.MEMBER),
    route("searches", searches.page, name="searches", rule=Rule.MEMBER),
    route("for-you", yours.for_you, name="for_you", rule=Rule.MEMBER),
    route("for-you/forget", yours.forget, name="forget_taste", rule=Rule.MEMBER, methods=("POST",)),
    route("saved", yours.saved, name="saved", rule=Rule.MEMBER),
    route("saved/read", yours.read, name="read", rule=Rule.MEMBER),
    route("reading", reading.page, name="reading", rule=Rule.ANYONE, methods=BOTH),
    route("manifest.webmanifest", app.manifest, name="manifest", rule=Rule.ANYONE),
    route("worker.js", app.worker, name="worker", rule=Rule.ANYONE),
    route("offline", app.offline, name="offline", rule=Rule.ANYONE),
    route("static/<path:name>", files.static, name="static", rule=Rule.ANYONE),
    route("healthz", hubs.health, name="health", rule=Rule.ANYONE),
    route("hub/<slug:token>", hubs.hub, name="hub", rule=Rule.SIGNED, methods=("GET", "POST")),
]
