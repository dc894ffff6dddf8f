"""Signing: how a page names the editor who picked or corrected, never by e-mail, since anyone may read it."""

from __future__ import annotations

import unicodedata

from wholestory.errors import BadMember
from wholestory.members.models import Member
from wholestory.members.words import gettext as _

DESK = "the desk"  # who gave no name; kept so, and said in the reader's language
LONGEST = Member._meta.get_field("name").max_length or 80


def signature(member: Member) -> str:
    """The editor's public name, which they set on their own page; else the desk's."""
    return member.name or DESK


def shown(by: str) -> str:
    """A signature as a page says it."""
    return _("the desk") if by in ("", DESK) else by


def take(member: Member, name: str) -> None:
    """Sign with that name from now on; what was signed stands as it is. Raises `BadMember`."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    if len(line) > LONGEST or "@" in line or any(unicodedata.category(each)[0] == "C" for each in line):
        raise BadMember(_("A name has at most 80 letters, and is no address."))
    member.name = line
    member.save(update_fields=["name"])
