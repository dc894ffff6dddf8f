"""`wholestory member add`, `list` and `invite`."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json

if TYPE_CHECKING:
    from wholestory.members.models import Member

SITE = "wholestory.site.start"  # by its name: rooms above this one are not imported here
BY = "command"

app = typer.Typer(no_args_is_help=True, help="Members: add them, invite them, list them.")
Days = Annotated[int | None, typer.Option(metavar="N", min=1, help="For so many days; without it, for ever.")]


class Role(StrEnum):
    """What a member may do."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"


@contextmanager
def _open(database: str | None) -> Iterator[None]:
    """The members of the newsroom that is meant."""
    with newsrooms.said():
        os.environ["WHOLESTORY_DATABASE"] = newsrooms.address(database)
        importlib.import_module(SITE).start()
        yield


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    *,
    role: Annotated[Role, typer.Option(help="What they may do.")] = Role.READER,
    days: Days = None,
    database: Database = None,
) -> None:
    """Let somebody in: a new member, or a term or a role for one who is there."""
    with _open(database):
        from wholestory.members import models, terms

        member = terms.add(email, role=models.Role(role), days=days, by=BY)
    newsrooms.say(f"{member.email} is a member ({member.role}).")
    newsrooms.say("A new one chooses a password at /account/password/reset/ of the site.")


@app.command("list")
def list_(*, database: Database = None, json: Json = False) -> None:
    """List the members, the latest last."""
    with _open(database):
        from wholestory.members.models import Member

        found = [_told(member) for member in Member.objects.order_by("id")]
    if json:
        newsrooms.answer(found)
        return
    for each in found:
        end = each["until"].date().isoformat() if each["until"] else "-"
        newsrooms.say(f"{each['email']}  {each['standing']}  {end}")
    newsrooms.say(f"{len(found)} member{'' if len(found) == 1 else 's'}.")


def _told(member: Member) -> dict[str, Any]:
    from wholestory.members import terms

    state = terms.state(member, datetime.now(UTC))
    return {"email": member.email, "standing": str(state.standing), "until": state.until}


@app.command("invite")
def invite(
    *,
    days: Days = None,
    uses: Annotated[int, typer.Option(metavar="N", min=1, help="How often it can be entered.")] = 1,
    within: Annotated[int | None, typer.Option(metavar="N", min=1, help="Only within so many days.")] = None,
    database: Database = None,
) -> None:
    """Make an invitation code: it is shown now and never again."""
    with _open(database):
        from wholestory.members import invitations

        until = datetime.now(UTC) + timedelta(days=within) if within else None
        newsrooms.say(invitations.make(by=None, days=days, uses=uses, until=until))
