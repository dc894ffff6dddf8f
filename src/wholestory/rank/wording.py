"""Reasons in words, all from a fixed list with slots for names and numbers."""

from __future__ import annotations

from wholestory.model import Reason

WORDS = {
    "accounts": "{0} independent accounts in {1} hours",
    "alone": "one outlet alone",
    "copies": "{0} copies counted once",
    "grew": "grew by {0} articles in the last hour",
    "follow": "you follow {0}",
    "more": "you asked for more on {0}",
    "read": "you read {1} on {0}",
    "others lead": "others lead with it: {0} independent accounts",
    "section": "{0}",
}
ONE = {
    "accounts": "{0} independent accounts in an hour",
    "copies": "one copy counted once",
    "read": "you read one on {0}",
}
_COUNT = {"accounts": 1, "copies": 0, "read": 1}  # the slot that may be one


def words(reason: Reason) -> str:
    """A reason in English."""
    return form(reason).format(*reason.detail)


def form(reason: Reason) -> str:
    """The form of words for a reason, to be filled with its detail; of a kind that is not ours, its kind."""
    kind = "alone" if reason.kind == "accounts" and reason.detail[:1] == ("1",) else reason.kind
    if kind not in WORDS:
        return " ".join((kind, *(f"{{{n}}}" for n in range(len(reason.detail)))))
    single = kind in ONE and reason.detail[_COUNT[kind]] == "1"
    return (ONE if single else WORDS)[kind]
