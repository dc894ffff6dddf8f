"""Payments: what a payment provider's signed events (in Stripe's format) say of who pays until when."""

from wholestory.members.payments.events import Change, Named, Paid, of
from wholestory.members.payments.ledger import link, take
from wholestory.members.payments.signature import TOLERANCE, is_signed

__all__ = ["TOLERANCE", "Change", "Named", "Paid", "is_signed", "link", "of", "take"]
