"""The catalogues: every message in every language, its placeholders and plural forms whole."""

import ast
import re
from importlib.resources import files
from pathlib import Path

import pytest
from django.utils import translation

from wholestory import cluster
from wholestory.desk.words import KNOWN
from wholestory.members import words
from wholestory.members.models import Role
from wholestory.members.standing import Standing
from wholestory.model import FeedState
from wholestory.report import labels
from wholestory.web.wording import WHY

catalogues = pytest.importorskip("words.__main__", reason="tools/ does not come with the package")
collecting = pytest.importorskip("words.collecting")

FORMS = {"ar": 6, "de": 2, "es": 2, "fr": 2, "it": 2}
SLOT = re.compile(r"%\(\w+\)s|\{\d?\}")
FORBIDDEN = {
    "de": r"\b(wahr|falsch)",
    "it": r"\b(ver[oa]|fals[oa])\b",
    "es": r"\b(verdader|fals)[oa]",
    "fr": r"\b(vraie?|fausse|faux)\b",
    "ar": r"صحيح|خاطئ|كاذب",
}


def slots(text):
    return sorted(SLOT.findall(text))


@pytest.fixture(params=catalogues.LANGUAGES)
def held(request):
    language = request.param
    return language, catalogues.held(catalogues.FOLDER / f"{language}.po", language)


def messages(catalog):
    return [each for each in catalog if each.id]


def test_the_catalogues_hold_what_is_said_and_nothing_else(held):
    said = {each.id for each in collecting.collected() if each.id}
    assert {each.id for each in messages(held[1])} == said


def test_every_message_is_translated_in_all_its_forms(held):
    language, catalog = held
    assert [each.id for each in catalogues.missing(catalog)] == []
    assert {len(each.string) for each in messages(catalog) if each.pluralizable} == {FORMS[language]}


def test_translations_hold_the_same_slots(held):
    """A form for one exact number may say it in words: "روايتان" is two accounts."""
    language, catalog = held
    exact = (0, 1, 2) if language == "ar" else ()
    for each in messages(catalog):
        if each.pluralizable:
            for n, form in enumerate(each.string):
                number = [] if n in exact or (n == 0 and language != "fr") else ["%(num)s"]
                others = [slot for slot in slots(each.id[1]) if slot != "%(num)s"]
                found = slots(form)
                assert [slot for slot in found if slot != "%(num)s"] == others, form
                assert not number or "%(num)s" in found or "%(num)s" not in each.id[n and 1], form
        else:
            assert slots(each.string) == slots(each.id), each.id


def test_nothing_is_called_true_or_false(held):
    language, catalog = held
    told = [form for each in messages(catalog) for form in catalogues._forms(each.string)]
    assert [form for form in told if re.search(FORBIDDEN[language], form, re.IGNORECASE)] == []


def test_updating_writes_the_same_bytes(held):
    language, catalog = held
    before = (catalogues.FOLDER / f"{language}.po").read_bytes()
    updated = catalogues.brought(catalog, collecting.collected())
    assert catalogues.written(updated, language) == before


def test_arabic_counts_in_six_ways():
    with translation.override("ar"):
        said = [words.ngettext("%(num)s title", "%(num)s titles", n) for n in (0, 1, 2, 3, 11, 100)]
    assert len(set(said[:4])) == 4
    assert words.catalogue("ar").ungettext("%(num)s minute", "%(num)s minutes", 110) == "%(num)s دقائق"
    assert words.catalogue("ar").ungettext("%(num)s article", "%(num)s articles", 11) == "%(num)s مقالًا"
    assert words.catalogue("ar").ungettext("%(num)s article", "%(num)s articles", 102) == "%(num)s مقال"


def test_a_message_with_a_number_is_never_asked_for_without_it():
    """Else a language with forms of its own says the one for one."""
    held = list((*collecting._templates(), *collecting._code(), *collecting._lists()))
    plural = {message[0] for message, _ in held if isinstance(message, tuple)}
    assert plural.isdisjoint(message for message, _ in held if isinstance(message, str))


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("{{ _('one') }}{% if x %}{{ _(\n  \"two\"\n) }}{% endif %}", ["one", "two"]),
        ("{% macro m() %}{{ gettext('in a macro') }}{% endmacro %}", ["in a macro"]),
        ("{% trans %}a block{% endtrans %}", ["a block"]),
        (
            "{% trans n=3 %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}",
            [("%(n)s day", "%(n)s days")],
        ),
        ("{{ ngettext('%(num)s day', '%(num)s days', n) }}", [("%(num)s day", "%(num)s days")]),
        ("{{ _('of %(whom)s', whom=x) }}", ["of %(whom)s"]),
        ("{{ _(labels.X) }}{{ ngettext(one, many, 3) }}", []),
    ],
)
def test_messages_are_found_wherever_they_stand(tmp_path, monkeypatch, source, found):
    (tmp_path / "a.html").write_text(source, "utf-8")
    monkeypatch.setattr(collecting, "TEMPLATES", (tmp_path,))
    assert [message for message, _ in collecting._templates()] == found


def test_every_kind_of_reason_for_a_grouping_is_known():
    told = set()
    for file in Path(cluster.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                told |= {each.value for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)}
    assert {each for each in told if isinstance(each, str)} <= set(WHY)


def test_every_state_and_role_that_the_desk_shows_is_known():
    assert {*FeedState, *Standing, *Role.values} <= set(KNOWN)


def test_a_noun_of_ours_is_told_from_an_outlets():
    assert labels.ours("died at") == ("{} at", "died")
    assert labels.ours("injured") == ("{}", "injured")
    assert labels.ours("Sitze") is None


def test_no_catalogue_is_read_before_it_is_asked_for():
    words.catalogue.cache_clear()
    with translation.override("en"):
        assert words.gettext("Search") == "Search"
    assert words.catalogue.cache_info().currsize == 1
    assert not (files("wholestory.members") / "words" / "en.po").is_file()
