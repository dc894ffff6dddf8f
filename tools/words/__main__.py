"""`python -m words`: bring the catalogue of each language up to date; new words come untranslated."""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from words.collecting import SRC, collected

FOLDER = SRC / "members" / "words"
LANGUAGES = ("ar", "de", "es", "fr", "it")


def main() -> None:
    """Update all of them, and say what is missing."""
    template = collected()
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        file = FOLDER / f"{language}.po"
        held = read_po(BytesIO(file.read_bytes()), locale=language) if file.is_file() else Catalog(language)
        held.update(template, no_fuzzy_matching=True)
        held.obsolete.clear()
        with file.open("wb") as written:
            write_po(written, held, no_location=True, omit_header=False, sort_output=True, width=100)
        missing = sum(not all(_forms(each.string)) for each in held if each.id)
        print(f"{language}: {len(held)} messages, {missing} to be translated")


def _forms(string: object) -> tuple[str, ...]:
    return tuple(map(str, string)) if isinstance(string, list | tuple) else (str(string),)


if __name__ == "__main__":
    main()
