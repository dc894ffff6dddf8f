"""The members' addresses."""

from __future__ import annotations

from django.urls import URLPattern

from wholestory.members.pages import acts, invitation, notices, passkey, payments, sessions, tokens, you
from wholestory.members.rules import Rule, route

FORM, BOTH = ("POST",), ("GET", "HEAD", "POST")

ROUTES: list[URLPattern] = [
    route("you", you.page, name="you", rule=Rule.MEMBER),
    route("you/reading", you.reading, name="you_reading", rule=Rule.MEMBER, methods=BOTH),
    route("you/name", you.name, name="you_name", rule=Rule.EDITOR, methods=FORM),
    route("you/export", you.export, name="you_export", rule=Rule.MEMBER),
    route("you/leave", you.leave, name="you_leave", rule=Rule.MEMBER, methods=BOTH),
    route("you/stay", you.stay, name="you_stay", rule=Rule.MEMBER, methods=FORM),
    route("you/tokens", tokens.page, name="you_tokens", rule=Rule.MEMBER, methods=BOTH),
    route("you/tokens/end", tokens.end, name="you_tokens_end", rule=Rule.MEMBER, methods=FORM),
    route("you/devices", notices.devices, name="you_devices", rule=Rule.MEMBER, methods=FORM),
    route("you/briefing", notices.briefing, name="you_briefing", rule=Rule.MEMBER, methods=FORM),
    route("briefing/stop/<str:token>", notices.stop, name="briefing_stop", rule=Rule.SIGNED, methods=BOTH),
    route("invitation", invitation.page, name="invitation", rule=Rule.MEMBER, methods=BOTH),
    route("mark", acts.mark, name="mark", rule=Rule.MEMBER, methods=FORM),
    route("follow", acts.follow, name="follow", rule=Rule.MEMBER, methods=FORM),
    route("wish", acts.wish, name="wish", rule=Rule.MEMBER, methods=FORM),
    route("open", acts.open, name="open", rule=Rule.MEMBER, methods=FORM),
    route("payments/webhook", payments.webhook, name="payments_webhook", rule=Rule.SIGNED, methods=FORM),
    route("account/passkey", passkey.page, name="passkey", rule=Rule.VISITOR),
    route("account/sessions/", sessions.page, name="usersessions_list", rule=Rule.MEMBER, methods=BOTH),
]
