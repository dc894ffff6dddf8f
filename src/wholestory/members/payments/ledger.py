"""The ledger: what all events together say. In any order, and as often as they come, events end the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from wholestory.members.models import Event, Member, Membership, Payer, Subscription
from wholestory.members.payments.events import Change, Named, Paid, Status

GRACE = timedelta(days=1)  # providers charge for the next period about an hour after its beginning


@transaction.atomic
def take(change: Change, now: datetime) -> bool:
    """Take an event, if it was not taken yet. Whether it was new."""
    if not Event.objects.get_or_create(reference=change.reference, defaults={"at": now})[1]:
        return False
    payer = Payer.objects.get_or_create(customer=change.customer)[0]
    if change.named:
        _name(payer, change.named, change.at)
    for paid in change.paid:
        _paid(payer, paid)
    if change.status:
        _stands(payer, change.status, change.at)
    _settle(payer)
    return True


@transaction.atomic
def link(member: Member, email: str) -> None:
    """Give a member, who proved that this address is theirs, what was paid for under it."""
    for payer in Payer.objects.filter(email__iexact=email, member=None):
        payer.member = member
        payer.save()
        _settle(payer)


def _name(payer: Payer, named: Named, at: datetime) -> None:
    """Who the provider says it is goes before the address, and the latest word before the earlier."""
    payer.email = named.email or payer.email
    is_latest = payer.told_at is None or (payer.told_at, payer.member_id or 0) < (at, named.member or 0)
    if named.member is not None and is_latest and (found := Member.objects.filter(id=named.member).first()):
        payer.member, payer.told_at = found, at
    if payer.member is None and payer.email:
        proved = EmailAddress.objects.filter(email__iexact=payer.email, verified=True).first()
        payer.member = proved.user if proved else None
    payer.save()


def _subscription(payer: Payer, reference: str) -> Subscription:
    """It, of this payer; one that another customer pays for stays theirs."""
    found: Subscription = Subscription.objects.get_or_create(reference=reference, defaults={"payer": payer})[
        0
    ]
    return found


def _paid(payer: Payer, paid: Paid) -> None:
    found = _subscription(payer, paid.subscription)
    found.since = min(filter(None, (found.since, paid.since)))
    found.paid_until = max(filter(None, (found.paid_until, paid.until)))
    found.save()


def _stands(payer: Payer, told: Status, at: datetime) -> None:
    """The latest word holds; of two of one moment, the one that ends it."""
    found = _subscription(payer, told.subscription)
    if found.status_at is None or (found.status_at, found.ended_at is not None) < (
        at,
        told.ended is not None,
    ):
        found.status, found.status_at, found.ended_at = told.status, at, told.ended
        found.save()


def _settle(payer: Payer) -> None:
    """Make the terms of this payer what the subscriptions say, of this member and of no other."""
    for each in payer.subscriptions.all():
        terms = Membership.objects.filter(kind=Membership.Kind.PAID, reference=each.reference)
        if payer.member is None or each.since is None or each.paid_until is None:
            terms.delete()
            continue
        terms.exclude(member=payer.member).delete()
        until = each.paid_until + GRACE
        told = {"since": each.since, "until": min(until, each.ended_at) if each.ended_at else until}
        Membership.objects.update_or_create(
            member=payer.member, kind=Membership.Kind.PAID, reference=each.reference, defaults=told
        )
