"""The desk's addresses, each with its rule."""

from __future__ import annotations

from django.urls import URLPattern

from wholestory.desk import grouping, log, outlets, overview, people, picks, suggestions
from wholestory.members.rules import Rule, route

POST = ("POST",)
BOTH = ("GET", "HEAD", "POST")

ROUTES: list[URLPattern] = [
    route("desk", overview.page, name="desk", rule=Rule.EDITOR),
    route("desk/picks", picks.page, name="desk_picks", rule=Rule.EDITOR),
    route("desk/picks/pick", picks.pick, name="desk_pick", rule=Rule.EDITOR, methods=POST),
    route("desk/picks/drop", picks.drop, name="desk_drop", rule=Rule.EDITOR, methods=POST),
    route("desk/picks/first", picks.first, name="desk_first", rule=Rule.EDITOR, methods=POST),
    route("desk/story/<str:id>", grouping.page, name="desk_story", rule=Rule.EDITOR),
    route("desk/story/<str:id>/merge", grouping.merge, name="desk_merge", rule=Rule.EDITOR, methods=POST),
    route("desk/story/<str:id>/split", grouping.split, name="desk_split", rule=Rule.EDITOR, methods=POST),
    route("desk/story/<str:id>/move", grouping.move, name="desk_move", rule=Rule.EDITOR, methods=POST),
    route("desk/said", suggestions.page, name="desk_suggestions", rule=Rule.EDITOR),
    route("desk/said/answer", suggestions.answer, name="desk_suggestion", rule=Rule.EDITOR, methods=POST),
    route("desk/outlets", outlets.page, name="desk_outlets", rule=Rule.EDITOR),
    route("desk/outlets/follow", outlets.follow, name="desk_follow", rule=Rule.EDITOR, methods=POST),
    route("desk/outlets/unfollow", outlets.unfollow, name="desk_unfollow", rule=Rule.EDITOR, methods=POST),
    route("desk/quarantine", outlets.quarantine, name="desk_quarantine", rule=Rule.EDITOR),
    route("desk/members", people.page, name="desk_members", rule=Rule.ADMIN),
    route("desk/members/add", people.add, name="desk_add", rule=Rule.ADMIN, methods=POST),
    route("desk/members/change", people.change, name="desk_change", rule=Rule.ADMIN, methods=POST),
    route("desk/members/invite", people.invite, name="desk_invite", rule=Rule.ADMIN, methods=BOTH),
    route("desk/log", log.page, name="desk_log", rule=Rule.ADMIN),
]
