"""The desk's words in the editor's language; of the same catalogue as the pages'."""

from __future__ import annotations

from wholestory.members.words import gettext, ngettext

__all__ = ["gettext", "ngettext"]
