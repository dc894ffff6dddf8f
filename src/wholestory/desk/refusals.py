"""What went wrong, in the editor's language, and never with a file's or a server's words."""

from __future__ import annotations

from wholestory.desk.words import REFUSED
from wholestory.errors import BadMember, WholestoryError
from wholestory.members.words import gettext as _


def words(error: WholestoryError) -> str:
    """It in words; errors about members are said in the reader's language where they are raised."""
    if isinstance(error, BadMember):
        return str(error)
    return _(REFUSED[error.code]) if error.code in REFUSED else _("This could not be done.")
