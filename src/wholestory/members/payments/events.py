"""Events as the provider sends them, read into what they say."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wholestory.errors import BadRecord
from wholestory.members import numbers

ENDED = ("canceled", "unpaid", "incomplete_expired", "paused")
LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Who a customer is: the number of a member that we gave along, or an address that proves nothing."""

    member: int | None
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A subscription was paid for, from one moment to another."""

    subscription: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a subscription is, as of the event; `ended` is when it ended, where it did."""

    subscription: str
    status: str
    ended: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one event says; `at` is when the provider made it."""

    reference: str
    at: datetime
    customer: str
    named: Named | None = None
    paid: tuple[Paid, ...] = ()
    status: Status | None = None


def of(body: bytes) -> Change | None:
    """What an event says; None for a kind that says nothing to us. Raises `BadRecord`."""
    try:
        event = json.loads(body)
        read = _KINDS.get(event["type"])
        return _change(event, read) if read else None
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        raise BadRecord("this is no event that we know the form of") from error


def _change(event: Any, read: Any) -> Change | None:
    thing = event["data"]["object"]
    if not thing.get("customer"):
        return None  # a payment of nobody who comes again
    return Change(
        reference=_id(event["id"]),
        at=_moment(event["created"]),
        customer=_id(thing["customer"]),
        **read(thing, event),
    )


def _checkout(thing: Mapping[str, Any], event: Any) -> dict[str, Any]:
    given = str(thing.get("client_reference_id") or "")
    return {
        "named": Named(
            member=numbers.read(given), email=_email((thing.get("customer_details") or {}).get("email"))
        )
    }


def _invoice(thing: Mapping[str, Any], event: Any) -> dict[str, Any]:
    """Each of its lines pays for a subscription over a period; where it stands depends on the version."""
    whole = thing.get("subscription") or _below(thing, "parent", "subscription_details", "subscription")
    return {
        "named": Named(member=None, email=_email(thing.get("customer_email"))),
        "paid": tuple(_lines(thing["lines"]["data"], whole)),
    }


def _lines(lines: Any, whole: Any) -> Iterator[Paid]:
    for line in lines:
        named = line.get("subscription") or _below(
            line, "parent", "subscription_item_details", "subscription"
        )
        if subscription := named or whole:
            period = line["period"]
            yield Paid(
                subscription=_id(subscription), since=_moment(period["start"]), until=_moment(period["end"])
            )


def _subscription(thing: Mapping[str, Any], event: Any) -> dict[str, Any]:
    is_gone = event["type"].endswith(".deleted")
    status = "canceled" if is_gone else str(thing["status"])[:20]
    ended = thing.get("ended_at") or (event["created"] if is_gone or status in ENDED else None)
    return {
        "status": Status(
            subscription=_id(thing["id"]), status=status, ended=_moment(ended) if ended else None
        )
    }


_KINDS = {
    "checkout.session.completed": _checkout,
    "invoice.paid": _invoice,
    "customer.subscription.updated": _subscription,
    "customer.subscription.deleted": _subscription,
}


def _below(thing: Any, *names: str) -> Any:
    for name in names:
        thing = thing.get(name) if isinstance(thing, dict) else None
    return thing


def _id(given: Any) -> str:
    """An id, or that of the thing that stands in its place. Raises `ValueError`."""
    found = given["id"] if isinstance(given, dict) else given
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST:
        raise ValueError("no id")
    return found


def _moment(given: Any) -> datetime:
    if isinstance(given, bool) or not isinstance(given, int):
        raise ValueError("no moment")
    return datetime.fromtimestamp(given, UTC)


def _email(given: Any) -> str:
    return given.strip().lower() if isinstance(given, str) and len(given) <= 254 else ""
