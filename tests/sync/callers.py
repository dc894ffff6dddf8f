"""Programs that ask the API with a token of somebody of the cast, or with none."""

from datetime import UTC, datetime

from cast import CAST
from django.test import Client

from wholestory.members import tokens

API = "/api/v1"


def token(member, scope="write", days=None):
    """The secret of a new token."""
    return tokens.make(member, name="a program", scope=scope, days=days, now=datetime.now(UTC)).secret


def bearing(secret=None):
    """A program with that token; it keeps no cookies."""
    given = {"headers": {"Authorization": f"Bearer {secret}"}} if secret else {}
    return Client(SERVER_NAME="localhost", raise_request_exception=False, **given)


def calling(standing, scope="write"):
    """A program of somebody of that standing."""
    made = CAST[standing]
    return bearing(token(made(), scope) if made else None)


def problem(answer, status, code):
    """Asserts that it is that problem, in the form of all."""
    told = answer.json()
    assert (answer.status_code, told["code"]) == (status, code), told
    assert answer["Content-Type"] == "application/problem+json"
    assert told["status"] == status
    assert told["type"] == f"/api/#{code}"
    return told
