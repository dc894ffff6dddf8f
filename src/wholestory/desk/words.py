"""The desk's words in the editor's language; of the same catalogue as the pages'."""

from __future__ import annotations

from wholestory.members.words import gettext, ngettext

__all__ = ["KNOWN", "gettext", "ngettext"]

# What is kept as a word and shown as one: states of feeds, what members are, what was done.
KNOWN = (
    *("active", "gone", "merged", "file"),
    *("anonymous", "trial", "expired", "member", "reader", "editor", "admin"),
    *("picked", "dropped", "put first", "split", "moved", "moved out", "followed", "unfollowed"),
    *("added", "grant", "revoke", "invited"),
)
