"""What our settings make of Django's."""

import pytest

from wholestory.members.printing import Printed
from wholestory.settings import Settings
from wholestory.site import logins

SMTP = [
    ("smtps://me%40tide.example:hu%3Ash@mail.tide.example", 465, True, False),
    ("smtp://me%40tide.example:hu%3Ash@mail.tide.example", 587, False, True),
    ("smtp://me%40tide.example:hu%3Ash@mail.tide.example:2525", 2525, False, True),
]


@pytest.mark.parametrize(("address", "port", "is_wrapped", "starts"), SMTP)
def test_letters_go_to_the_mail_server_and_never_in_the_clear(address, port, is_wrapped, starts):
    found = logins.mail(Settings(mail_server=address))
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.tide.example", port)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me@tide.example", "hu:sh")
    assert (found["EMAIL_USE_SSL"], found["EMAIL_USE_TLS"]) == (is_wrapped, starts)


def test_without_one_they_are_printed_where_somebody_reads(capfd):
    assert logins.mail(Settings())["EMAIL_BACKEND"].endswith(".Printed")
    Printed().write_message(_letter())
    out, error = capfd.readouterr()
    assert (out, "Welcome" in error) == ("", True)


def _letter():
    from django.core.mail import EmailMessage

    return EmailMessage("Welcome", "Hello", "us@tide.example", ["alice@tide.example"])


def test_letters_come_from_the_public_name_or_whom_is_set():
    of = {"DEFAULT_FROM_EMAIL"}
    for given, sender in (
        (Settings(), "Wholestory <wholestory@localhost>"),
        (Settings(public="https://news.example:8443"), "Wholestory <wholestory@news.example>"),
        (Settings(public="https://news.example", mail_from="desk@tide.example"), "desk@tide.example"),
    ):
        assert {name: logins.mail(given)[name] for name in of} == {"DEFAULT_FROM_EMAIL": sender}


def test_another_server_is_there_only_where_it_is_set():
    assert (logins.provider_apps(Settings()), logins.providers(Settings()), logins.forms(Settings())) == (
        [],
        {},
        {},
    )
    found = Settings(oidc_server="https://login.example/realm/", oidc_id="us", oidc_secret="hush")
    assert logins.forms(found)["form-action"] == ["'self'", "https://login.example"]
    app = logins.providers(found)["openid_connect"]["APPS"][0]
    assert app["settings"]["server_url"] == "https://login.example/realm"
