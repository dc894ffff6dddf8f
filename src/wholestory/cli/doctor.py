"""`wholestory doctor`: whether the newsroom and what it stands on are well."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typer

from wholestory import settings
from wholestory.cli import newsrooms
from wholestory.cli.newsrooms import Database, Json


def command(*, database: Database = None, json: Json = False) -> None:
    """Check the installation, the file, the settings and the feeds; changes nothing."""
    from wholestory.jobs import checkup

    findings = []
    with newsrooms.said():
        path = settings.file(newsrooms.address(database))
        for each in checkup.check(path, settings.read(Path.cwd()), datetime.now(UTC)):
            findings.append(each)
            if not json:
                advice = f" – {each.advice}" if each.advice else ""
                newsrooms.say(f"{each.state:8} {each.name:10} {each.words}{advice}")
    if json:
        newsrooms.answer([asdict(each) for each in findings])
    is_wrong = any(each.state is checkup.State.WRONG for each in findings)
    raise typer.Exit(newsrooms.SOME_FAILED if is_wrong else newsrooms.DONE)
