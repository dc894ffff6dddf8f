"""Which candidate runs are names at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from wholestory.analyze.names.aliases import Forms, forms_of
from wholestory.analyze.names.lexicon import Lexicon
from wholestory.analyze.names.runs import Habits, Run
from wholestory.analyze.names.types import PERSON, around, by_words
from wholestory.analyze.names.words import Word
from wholestory.text.commonness import is_common, is_known

_AGE = re.compile(r", \d{1,3}[,.;)]| \(\d{1,3}\)")


def several(words: Sequence[Word], runs: Sequence[Run], lexicon: Lexicon, habits: Habits) -> list[Run]:
    """The runs of several words that are names."""
    counts = Counter(forms_of(words, run) for run in runs)
    return [run for run in runs if len(run) > 1 and _name(words, run, counts, lexicon, habits)]


def shortened(text: str, words: Sequence[Word], runs: Sequence[Run], lexicon: Lexicon) -> list[Run]:
    """The runs, a name and a common noun after it cut to the name ("Chatter Stories" beside "Chatter")."""
    alone = {words[run.first].form for run in runs if len(run) == 1}

    def cut(run: Run) -> Run:
        name, noun = words[run.first].form, words[run.last].form
        if (
            len(run) != 2
            or run.intro < run.first
            or name not in alone
            or noun in alone
            or not is_common(noun)
        ):
            return run
        if is_common(name) or by_words((name, noun), (name, noun), lexicon):
            return run
        return run if around(text, words, run, lexicon)[PERSON] > 0 else replace(run, last=run.first)

    return [cut(run) for run in runs]


def _name(words: Sequence[Word], run: Run, counts: Counter[Forms], lexicon: Lexicon, habits: Habits) -> bool:
    forms = forms_of(words, run)
    if lexicon.nouns_capital and _heads_line(words, run, habits) and _adjective(forms[0]):
        return _says(words, run, lexicon)
    if by_words(forms, [w.text for w in words[run.first : run.last + 1]], lexicon) is not None:
        return any(form not in lexicon.function for form in forms)
    if all(form in lexicon.never_names or form.isdigit() for form in forms):
        return False
    if lexicon.nouns_capital:
        return _german(words, run, lexicon, habits)
    return counts[forms] > 1 or not all(form in habits.lowered for form in forms)


def _german(words: Sequence[Word], run: Run, lexicon: Lexicon, habits: Habits) -> bool:
    """Where all nouns are capital: a title, a known kind of name, or words that are nowhere common nouns."""
    forms = forms_of(words, run)
    if run.intro < run.first:
        return True
    if _determined(words, run.first, lexicon):
        return False
    if _heads_line(words, run, habits) and _noun(forms[-1]) and (_adjective(forms[0]) or _noun(forms[0])):
        known = habits.capital[forms[-1]] > 1 or _aged(words, run)
        return known or _says(words, run, lexicon)
    return not any(_common(form, lexicon, habits) for form in forms)


def _common(form: str, lexicon: Lexicon, habits: Habits) -> bool:
    known = (
        habits.lowered,
        lexicon.function,
        lexicon.before,
        lexicon.people,
        lexicon.stops,
        lexicon.calendar,
        lexicon.works,
        lexicon.things,
        lexicon.holders,
        lexicon.kinds,
    )
    return any(form in forms for forms in known) or form.endswith(lexicon.noun_endings)


def _noun(form: str) -> bool:
    """Whether a German word is a frequent one, or a compound that ends in one."""
    return is_known(form) or any(is_known(form[cut:]) for cut in range(3, len(form) - 3))


def _heads_line(words: Sequence[Word], run: Run, habits: Habits) -> bool:
    """Whether the first word is capital by its place, as far as the article shows."""
    return words[run.first].opens and run.intro == run.first and not habits.capital[words[run.first].form]


def _adjective(form: str) -> bool:
    """Whether a German word that opens a sentence may be an adjective: its ending, and no known name."""
    return form.endswith(("e", "er", "es", "en", "em")) and (is_common(form) or not is_known(form))


def _aged(words: Sequence[Word], run: Run) -> bool:
    """Whether an age follows behind a comma or bracket."""
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    return after is not None and not after.joined and after.text.isdigit() and len(after.text) < 4


def _says(words: Sequence[Word], run: Run, lexicon: Lexicon) -> bool:
    """Whether a verb of saying stands right before or after the run."""
    before = words[run.first - 1] if run.first and words[run.first].joined else None
    after = words[run.last + 1] if run.last + 1 < len(words) and words[run.last + 1].joined else None
    return any(near is not None and near.form in lexicon.says for near in (before, after))


def _determined(words: Sequence[Word], index: int, lexicon: Lexicon) -> bool:
    return index > 0 and words[index].joined and words[index - 1].form in lexicon.determiners


def single(text: str, words: Sequence[Word], run: Run, lexicon: Lexicon, habits: Habits) -> bool:
    """Whether a run of one word that no full name explains is a name."""
    word = words[run.first]
    form = word.form
    if run.intro < run.first:
        return form not in lexicon.never_alone
    if (len(form) < 2 and word.text != "X") or _compound(form, word.text, lexicon):
        return False
    if form in lexicon.never_alone:
        return False
    if form in lexicon.gazetteer or (word.text.isupper() and len(form) > 1 and form not in lexicon.function):
        return True
    if lexicon.nouns_capital:
        return _german_single(words, run, lexicon, habits)
    if form in habits.lowered or form in lexicon.qualifiers:
        return word.text[1:] != word.text[1:].lower()
    if not word.opens:
        before = words[run.first - 1] if run.first else word
        marked = before.owned or (word.joined and before.form in lexicon.determiners)
        return form not in lexicon.function and not (
            is_common(form) and (marked or form in lexicon.kinds_of_things)
        )
    if habits.capital[form]:
        return True
    if _says(words, run, lexicon) and not is_common(form) and form not in lexicon.function:
        return True
    return _AGE.match(text, word.end) is not None or (word.owned and form not in lexicon.function)


def _compound(form: str, written: str, lexicon: Lexicon) -> bool:
    """Whether a hyphened word is none: "Larsen-led", "African-American", "D-Wis"."""
    parts = form.replace("‑", "-").split("-")
    if len(parts) == 1 or lexicon.nouns_capital:
        return False
    last = written[-len(parts[-1]) :]
    return last.islower() or len(parts[0]) == 1 or any(part in lexicon.demonyms for part in parts)


def _german_single(words: Sequence[Word], run: Run, lexicon: Lexicon, habits: Habits) -> bool:
    """Where all nouns are capital: bare beside a verb of saying or after "in", or with capitals inside."""
    word = words[run.first]
    if any(letter.isupper() for letter in word.text[1:]):
        return True
    if _common(word.form, lexicon, habits) or _determined(words, run.first, lexicon):
        return False
    placed = run.first > 0 and word.joined and words[run.first - 1].form in lexicon.locatives
    return _says(words, run, lexicon) or (placed and not _noun(word.form))
