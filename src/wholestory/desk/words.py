"""What the desk keeps as a word and shows as one: states of feeds, what members are, what was done."""

from __future__ import annotations

KNOWN = (
    *("active", "gone", "merged", "file"),
    *("anonymous", "trial", "expired", "member", "reader", "editor", "admin"),
    *("picked", "dropped", "put first", "split", "moved", "moved out", "followed", "unfollowed", "declined"),
    *("added", "grant", "revoke", "invited", "made a token", "ended a token"),
)
