"""A query in the words of FTS5. Only quoted strings without quotation marks come from what was typed."""

from __future__ import annotations

from wholestory.model import Field, Query, Term
from wholestory.store.search.documents import EVERY
from wholestory.text import searchable

_COLUMNS = {Field.WORDS: "{title text}", Field.LANGUAGE: "lang"}


def match(query: Query) -> str:
    """What stands behind MATCH; every article where the query only excludes or bounds."""
    wanted = " AND ".join(f"({' OR '.join(map(_term, group))})" for group in query.groups)
    found = wanted or f'lang : "{EVERY}"'
    without = " OR ".join(map(_term, query.without))
    return f"({found}) NOT ({without})" if without else found


def _term(term: Term) -> str:
    words, is_beginning = searchable.phrase(term.words)
    column = _COLUMNS.get(term.field, term.field.value)
    return f'{column} : "{words}"{" *" if is_beginning else ""}'
