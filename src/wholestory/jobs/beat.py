"""Beat: what the worker says of itself in a file beside the newsroom's, for whoever serves its pages."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wholestory.errors import WholestoryError
from wholestory.jobs.worker import Health
from wholestory.newsroom import Newsroom


def file(newsroom: Path) -> Path:
    """Where the worker of the newsroom in this file says how it does."""
    return newsroom.with_name(f"{newsroom.stem}.worker.json")


def write(newsroom: Path, health: Health) -> None:
    """Say it. A full disk is no reason to end a round: then the older word stands."""
    told = {**asdict(health), "process": os.getpid()}
    told["last_round_at"] = health.last_round_at.isoformat() if health.last_round_at else None
    del told["error"]  # its words name files
    _write(file(newsroom), told)


def notifier_file(newsroom: Path) -> Path:
    """Where whoever keeps the notifier of the newsroom in this file says how that does."""
    return newsroom.with_name(f"{newsroom.stem}.notifier.json")


def write_notifier(newsroom: Path, *, is_running: bool, failures: int) -> None:
    """Say whether it is at work, and how often in a row it ended by itself."""
    told = {"is_running": is_running, "failures": failures, "process": os.getpid()}
    _write(notifier_file(newsroom), told)


def notifier(newsroom: Path) -> dict[str, Any] | None:
    """How the notifier does (`ok`, `failures`); None where nobody keeps one now. Never raises."""
    with suppress(OSError, ValueError):
        found = json.loads(notifier_file(newsroom).read_text(encoding="utf-8"))
        if not isinstance(found, dict) or not isinstance(found.get("process"), int):
            return None
        is_running, failures = found.get("is_running") is True, found.get("failures")
        failures = failures if isinstance(failures, int) else 0
        if _is_alive(found["process"]) and (is_running or failures):
            return {"ok": is_running, "failures": failures}
    return None


def _write(to: Path, told: dict[str, Any]) -> None:
    half = to.with_name(f"{to.name}.{os.getpid()}.part")
    with suppress(OSError):
        half.write_text(json.dumps(told), encoding="utf-8")
        half.replace(to)


def health(newsroom: Newsroom) -> dict[str, Any]:
    """How a newsroom and its worker do, in codes and counts. Never raises."""
    worker = _said(newsroom.store.path)
    code = worker["code"]
    told: dict[str, Any] = {"feeds": None, "due": None}
    try:
        due = newsroom.due()
        told["feeds"] = newsroom.store.count_followed()
        told["due"] = {
            "feeds": due.feeds,
            "entries": due.entries,
            "articles": due.articles,
            "stories": due.stories,
        }
    except WholestoryError as error:
        code = code or error.code
    told |= {name: worker[name] for name in ("last_round_at", "rounds", "failures")}
    told["notifier"] = kept = notifier(newsroom.store.path)
    is_running = worker["is_running"]
    if is_running and code is None and kept is not None and not kept["ok"]:
        code = "notifier"
    return told | {"ok": is_running and code is None, "error": code if code or is_running else "stopped"}


def _said(newsroom: Path) -> dict[str, Any]:
    """What the worker said last; one whose process is gone is at work no more."""
    told: dict[str, Any] = {**asdict(Health()), "process": 0}
    with suppress(OSError, ValueError):
        found = json.loads(file(newsroom).read_text(encoding="utf-8"))
        if isinstance(found, dict) and isinstance(found.get("process"), int):
            told |= found
    told["is_running"] = bool(told["is_running"]) and _is_alive(told["process"])
    return told


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is somebody else's
    return process > 0
