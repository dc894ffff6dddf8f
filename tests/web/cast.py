"""The cast: visitors and members of every standing, before a newsroom of the sample outlets."""

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.test import Client

from wholestory.jobs import own, sample
from wholestory.members.models import Member, Membership, Role
from wholestory.newsroom import opened

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def told(tmp_path_factory):
    """The file of a newsroom whose sample stories are told."""
    path = tmp_path_factory.mktemp("told") / "news.db"
    with sample.opened(f"sqlite:///{path}") as newsroom:
        newsroom.update()
        newsroom.backup(path.with_name("copy.db"))
    return path.with_name("copy.db")


@pytest.fixture
def newsroom(told, tmp_path, monkeypatch):
    """A newsroom of the test's own, which the pages show."""
    path = tmp_path / "news.db"
    shutil.copy(told, path)
    with closing(opened(f"sqlite:///{path}")) as found:
        monkeypatch.setattr(own, "newsroom", lambda: found)
        yield found


@pytest.fixture(autouse=True)
def _emptied():
    """No member of one test is there in the next."""
    yield
    for model in apps.get_models():
        if model._meta.app_label not in ("store", "contenttypes"):
            model.objects.all().delete()


@pytest.fixture
def client(newsroom):
    """A visitor."""
    return Client(SERVER_NAME="localhost")


def member(name, *, role=Role.READER, kind=None, until=None):
    """Somebody of the cast."""
    made = Member(email=f"{name.lower()}@tide.example", name=name, role=role)
    made.set_password(PASSWORD)
    made.save()
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    if kind:
        Membership.objects.create(member=made, kind=kind, since=NOW - 20 * DAY, until=until)
    return made


CAST = {
    "anonymous": None,
    "trial": lambda: member("Bob", kind="trial", until=NOW + DAY),
    "expired": lambda: member("Dave", kind="trial", until=NOW - DAY),
    "member": lambda: member("Alice", kind="granted"),
    "editor": lambda: member("Carol", role=Role.EDITOR),
    "admin": lambda: member("Erin", role=Role.ADMIN),
}


def as_(standing):
    """A browser of somebody of that standing."""
    browser = Client(SERVER_NAME="localhost")
    if made := CAST[standing]:
        browser.force_login(made(), "allauth.account.auth_backends.AuthenticationBackend")
    return browser
