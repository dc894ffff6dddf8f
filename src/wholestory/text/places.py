"""Countries by their names in any language, from the Unicode locale data."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from wholestory.text.words import fold


def country(name: str, language: str | None) -> str | None:
    """The ISO 3166 code of the country of that name, in `language` or in English; None for none."""
    form = fold(name)
    return _countries(language or "en").get(form) or _countries("en").get(form)


@cache
def _countries(language: str) -> dict[str, str]:
    try:
        names = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {fold(name): code for code, name in names.items() if code.isalpha() and len(code) == 2}
