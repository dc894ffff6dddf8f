"""What the desk keeps as a word and shows as one: states of feeds, what members are, what was done."""

from __future__ import annotations

KNOWN = (
    *("active", "gone", "merged", "file"),
    *("anonymous", "trial", "expired", "member", "reader", "editor", "admin"),
    *("picked", "dropped", "put first", "split", "moved", "moved out", "followed", "unfollowed", "declined"),
    *("added", "grant", "revoke", "invited", "made a token", "ended a token"),
)

# What could not be done, by the code of the error.
REFUSED = {
    "not_there": "It is not there any more: the grouping was changed meanwhile.",
    "already_there": "It is there already.",
    "not_followable": "There is no feed at this address, and it names none.",
    "not_a_feed": "There is no feed at this address, and it names none.",
    "bad_address": "This is no address that can be followed.",
    "too_large": "What is at this address is too large.",
    "database_full": "The disk is full: nothing was changed.",
    "database_locked": "The newsroom is busy: nothing was changed. Try again in a moment.",
    "database_unusable": "The newsroom’s file cannot be written to: nothing was changed.",
}
