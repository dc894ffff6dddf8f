"""Every form of every page, found by the map of addresses: what is sent beyond it changes nothing."""

from urllib.parse import urlsplit

import pytest
from addressing import routes
from allauth.account.models import EmailAddress
from cast import CAST, NOW, PASSWORD, as_, member
from django.apps import apps
from lxml import html
from members_forms import prove
from test_signing_in import AWAY

from wholestory.members import follows, marks
from wholestory.members.models import Device, Member, Membership

WALKERS = [each for each in CAST if each != "admin"]  # an admin's forms are there to change others
LEAVES = {"account_logout", "account_login", "usersessions_list"}  # after these the walker is another


def extra(victim):
    """All that members' tables hold, as a form might name it, and what other programs would call it."""
    found = {"is_staff": "1", "is_superuser": "1", "is_admin": "1", "standing": "admin", "groups": "1"}
    for model in apps.get_models():
        if model._meta.app_label in ("members", "account", "mfa", "usersessions"):
            for each in model._meta.concrete_fields:
                found[each.name] = found[each.attname] = str(victim.pk)
    return found | {
        "role": "admin",
        "until": "2999-01-01",
        "verified": "on",
        "primary": "on",
        "is_active": "",
        "joined_at": "2001-01-01",
        "days": "9999",
    }


def forms(page):
    """Action and fields of each form of a page that is posted, filled in as it stands or as one would."""
    if not page.get("Content-Type", "").startswith("text/html") or not page.content:
        return
    for form in html.document_fromstring(page.content).forms:
        if form.method.upper() != "POST":
            continue
        fields = {each.name: _filled(each) for each in form.inputs if each.name}
        yield urlsplit(form.action or "").path, fields


def _filled(field):
    kind = field.get("type", "")
    if field.tag != "input" or field.get("value"):
        return field.value or ""
    return {"email": "fresh@tide.example", "password": PASSWORD, "checkbox": "on"}.get(kind, "")


def walked(browser):
    """All forms that somebody finds, each once."""
    found = {}
    for address, route in routes():
        if route.name not in LEAVES:
            for action, fields in forms(browser.get(address)):
                found.setdefault((action or address, frozenset(fields)), fields)
    return [(action, fields) for (action, _), fields in found.items()]


def rows(victim):
    """All that is kept of one."""
    held = {}
    for model in apps.get_models():
        by = [each.name for each in model._meta.concrete_fields if each.related_model is Member]
        for name in by:
            held[model._meta.label, name] = sorted(
                map(repr, model.objects.filter(**{name: victim}).values_list())
            )
    return held | {"self": repr(Member.objects.filter(pk=victim.pk).values_list())}


def rank():
    """Who may do what, of everyone but the one who walks: and of that one, what no form of theirs gives."""
    told = Member.objects.filter(email__endswith="@tide.example").exclude(email="fresh@tide.example")
    return (
        sorted(told.values_list("id", "role", "is_active", "joined_at")),
        sorted(
            Membership.objects.exclude(member__email="fresh@tide.example").values_list(
                "member", "kind", "until"
            )
        ),
        sorted(EmailAddress.objects.filter(verified=True).values_list("user", "email")),
    )


@pytest.fixture
def victim(newsroom):
    made = member("Trudy", kind="granted")
    story = newsroom.stories(most=1)[0].id
    marks.set(made, "saved", story)
    follows.set(made, "story", story)
    Device.objects.create(member=made, endpoint="https://push.example/1", host="push.example", since=NOW)
    return made


def walker(standing):
    browser = as_(standing)
    if standing != "anonymous":
        prove(browser)
    return browser


@pytest.mark.parametrize("standing", WALKERS)
def test_what_is_sent_beyond_a_form_gives_nobody_anything(newsroom, victim, standing):
    browser = walker(standing)
    found, before, theirs = walked(browser), rank(), rows(victim)
    assert len(found) >= (2 if standing == "anonymous" else 12)
    for action, fields in found:
        browser.post(action, {**extra(victim), **fields})
        assert rows(victim) == theirs, action
        assert rank() == before, action
        if not browser.session.get("_auth_user_id") and standing != "anonymous":
            browser = relogged(browser)


def relogged(browser):
    """The walker again, whom a form signed out."""
    mine = Member.objects.exclude(name="Trudy").filter(email__endswith="@tide.example").order_by("id").first()
    browser.force_login(mine, "allauth.account.auth_backends.AuthenticationBackend")
    return browser


@pytest.mark.parametrize("standing", WALKERS)
def test_no_form_leads_away(newsroom, victim, standing):
    browser, wrong = walker(standing), []
    for n, (action, fields) in enumerate(walked(browser)):
        for away in AWAY[n % 3 :: 3]:
            if "password1" in fields or "password" in fields:
                away = AWAY[n % len(AWAY)]  # one hash of a password for each of these
            answer = browser.post(
                f"{action}", {**fields, "next": away}, headers={"Referer": "https://evil.example/"}
            )
            parts = urlsplit(answer.get("Location", "/"))
            if (
                parts.netloc not in ("", "localhost")
                or parts.scheme not in ("", "http")
                or answer.get("Location", "/").startswith(("//", "/\\"))
            ):
                wrong.append((action, away, answer["Location"]))
            if "password1" in fields or "password" in fields:
                break
        if not browser.session.get("_auth_user_id") and standing != "anonymous":
            browser = relogged(browser)
    assert wrong == []


def test_the_walk_finds_forms_of_ours_and_of_the_logins(newsroom, victim):
    found = {action for action, _ in walked(walker("editor"))}
    assert {
        "/mark",
        "/reading",
        "/you/name",
        "/desk/picks/pick",
        "/account/email/",
        "/invitation",
    } <= found
    assert {"/account/password/change/", "/account/2fa/totp/activate/", "/you/briefing"} <= found
