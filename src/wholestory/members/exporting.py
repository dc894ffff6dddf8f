"""Exporting: all that is kept of one member, as one archive: JSON, and OPML of the outlets they follow."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from xml.sax.saxutils import quoteattr

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from wholestory.members.models import (
    Briefing,
    Device,
    Follow,
    Invitation,
    Mark,
    Member,
    Membership,
    Opened,
    Payer,
    Signal,
    Subscription,
    Taste,
    Token,
)

FIRST = (1980, 1, 1, 0, 0, 0)  # the archive's own times say nothing


def archive(member: Member, feeds: Mapping[str, str]) -> bytes:
    """The archive, as a zip; `feeds` are the addresses of outlets' feeds, by the outlets' names."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        told = json.dumps(data(member), ensure_ascii=False, indent=1, default=_plain)
        packed.writestr(zipfile.ZipInfo("wholestory.json", FIRST), told, zipfile.ZIP_DEFLATED)
        packed.writestr(zipfile.ZipInfo("outlets.opml", FIRST), opml(member, feeds), zipfile.ZIP_DEFLATED)
    return body.getvalue()


def data(member: Member) -> dict[str, Any]:
    """All of it but secrets: no password, no key, no code."""
    taste = Taste.objects.filter(member=member).first()
    return {
        "member": _row(member, "email name role language joined_at leaving_at last_login"),
        "addresses": _rows(EmailAddress.objects.filter(user=member), "email verified primary"),
        "memberships": _rows(Membership.objects.filter(member=member), "kind since until"),
        "marks": _rows(Mark.objects.filter(member=member).order_by("id"), "kind of at"),
        "follows": _rows(Follow.objects.filter(member=member).order_by("id"), "kind of at"),
        "devices": _rows(Device.objects.filter(member=member).order_by("id"), "host name since"),
        "briefing": _rows(Briefing.objects.filter(member=member), "hour zone sent_on"),
        "signals": _rows(Signal.objects.filter(member=member).order_by("id"), "kind of at"),
        "opened": _rows(Opened.objects.filter(member=member).order_by("id"), "week of"),
        "taste": {"changed_at": taste.changed_at, "body": bytes(taste.body).hex()} if taste else None,
        "sessions": _rows(UserSession.objects.filter(user=member), "created_at last_seen_at ip user_agent"),
        "tokens": _rows(Token.objects.filter(member=member), "name prefix scope made_at until used_at"),
        "second_factors": _rows(Authenticator.objects.filter(user=member), "type created_at last_used_at"),
        "invitations_made": _rows(Invitation.objects.filter(by=member), "note days uses until at"),
        "payers": _rows(Payer.objects.filter(member=member), "customer email"),
        "subscriptions": _rows(
            Subscription.objects.filter(payer__member=member), "reference since paid_until status ended_at"
        ),
    }


def opml(member: Member, feeds: Mapping[str, str]) -> str:
    """The outlets they follow: what other readers take. One whose feed is not known stands by its name."""
    outlets = Follow.objects.filter(member=member, kind=Follow.Kind.OUTLET).order_by("id")
    lines = "".join(_outline(each.of, feeds.get(each.of)) for each in outlets)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0"><head><title>Wholestory</title></head>'
        f"<body>\n{lines}</body></opml>\n"
    )


def _outline(name: str, feed: str | None) -> str:
    kind = f' type="rss" xmlUrl={quoteattr(feed)}' if feed else ""
    return f"<outline text={quoteattr(name)}{kind}/>\n"


def _rows(found: Any, names: str) -> list[dict[str, Any]]:
    return [_row(each, names) for each in found]


def _row(thing: Any, names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names.split()}


def _plain(value: object) -> str:
    if isinstance(value, datetime) or hasattr(value, "isoformat"):
        return str(value.isoformat())
    raise TypeError(f"{type(value).__name__} has no place in JSON")
