"""`python -m words`: bring the catalogue of each language up to date; new words come untranslated."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from words.collecting import SRC, collected

FOLDER = SRC / "members" / "words"
LANGUAGES = ("ar", "de", "es", "fr", "it")
# CLDR's order of Arabic's forms, in which translators think; Babel has another.
ARABIC = (
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
)
HEADER = r"""# The words of Wholestory; brought up to date by `make words`.
msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def main() -> None:
    """Update all of them, and say what is missing."""
    template = collected()
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        file = FOLDER / f"{language}.po"
        updated = brought(held(file, language), template)
        file.write_bytes(written(updated, language))
        print(f"{language}: {len(updated)} messages, {len(missing(updated))} to be translated")


def held(file: Path, language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none."""
    return read_po(BytesIO(file.read_bytes()), locale=language) if file.is_file() else Catalog(language)


def brought(catalog: Catalog, template: Catalog) -> Catalog:
    """With all messages of `template`, and no others; what was translated stays so."""
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def written(catalog: Catalog, language: str) -> bytes:
    """The file: the same bytes for the same words."""
    body = BytesIO()
    write_po(body, catalog, no_location=True, omit_header=True, sort_output=True, width=100)
    plurals = ARABIC if language == "ar" else catalog.plural_forms
    header = HEADER.format(language=language, plurals=plurals)
    return header.encode() + body.getvalue().strip() + b"\n"


def missing(catalog: Catalog) -> list[Message]:
    """The messages of which a form is not translated."""
    return [each for each in catalog if each.id and not all(_forms(each.string))]


def _forms(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, list | tuple) else (str(string or ""),)


if __name__ == "__main__":
    main()
