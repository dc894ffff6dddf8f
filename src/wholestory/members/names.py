"""Names that members' tables give to what stands in the newsroom: checked in form, not looked up."""

from __future__ import annotations

import re
import unicodedata

from wholestory.errors import BadMember
from wholestory.members.models import Follow

ITEM = re.compile(r"e[1-9][0-9]{0,18}|(?!e[0-9]+$)[A-Za-z0-9_.:-]{1,80}", re.ASCII)
LONGEST = Follow._meta.get_field("of").max_length or 400


def item(given: str) -> str:
    """A story's id, or an article's ("e" and its number). Raises `BadMember`."""
    if not ITEM.fullmatch(given):
        raise BadMember("this names no story and no article")
    return given


def subject(given: str) -> str:
    """What is followed: a name, an id or a search, on one line. Raises `BadMember`."""
    line = " ".join(unicodedata.normalize("NFC", given).split())
    plain = "".join(letter for letter in line if unicodedata.category(letter)[0] != "C")
    if not plain or len(plain) > LONGEST:
        raise BadMember(f"this is empty, or longer than {LONGEST} letters")
    return plain
