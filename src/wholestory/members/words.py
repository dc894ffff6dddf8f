"""Our words in the reader's language: read from `words/CODE.po`; what is not translated stays English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from django.utils.functional import lazy
from django.utils.translation import get_language

OURS = "en"
FOLDER = files(__package__) / "words"


def gettext(message: str) -> str:
    """`message` as readers of the active language say it."""
    return _active().ugettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """The form for `number`."""
    return _active().ungettext(one, many, number)


gettext_lazy = lazy(gettext, str)  # said when it is shown, for forms made once


def _active() -> Translations:
    return catalogue((get_language() or OURS).partition("-")[0])


@cache
def catalogue(language: str) -> Translations:
    """The words of a language; none of its own where there is no file of it."""
    file = FOLDER / f"{language}.po"
    if not file.is_file():
        return Translations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=language))
    compiled.seek(0)
    return Translations(compiled)
