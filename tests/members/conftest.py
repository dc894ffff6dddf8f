"""What all tests of members share."""

import re

import pytest
from cast import *  # noqa: F403
from cast import _emptied  # noqa: F401
from django.core import mail
from django.core.cache import cache
from django.test import Client, override_settings

from wholestory.members import mailing


@pytest.fixture(autouse=True)
def _unlimited():
    """What one test tried too often, the next one may."""
    cache.clear()
    yield
    mailing.flush()


class Letters(list):
    """What was sent."""

    def __iter__(self):
        mailing.flush()
        return iter(mail.outbox)

    def __len__(self):
        return len(list(iter(self)))

    def last(self):
        return list(self)[-1]

    def link(self):
        """The way that the last letter shows."""
        return re.search(r"https?://[^\s]+", self.last().body)[0]


@pytest.fixture(autouse=True)
def letters():
    mail.outbox = []
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        yield Letters()
        mailing.flush()


@pytest.fixture
def browser():
    """A browser that sends the token of the form it was given, and none otherwise."""
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
