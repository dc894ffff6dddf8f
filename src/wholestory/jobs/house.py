"""House: what the server of a newsroom answers, until the app stands: how it does, and what hubs bring."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl

from wholestory.errors import WholestoryError
from wholestory.jobs.serving import NOT_FOUND, Asked, Given, Refused, reply
from wholestory.jobs.worker import Worker
from wholestory.newsroom import Newsroom

_HUB = re.compile(r"/hub/([A-Za-z0-9_-]{1,100})", re.ASCII)
_MOST_FIELDS = 50


class House:
    """Answers for one newsroom and the worker that keeps it up to date."""

    def __init__(self, newsroom: Newsroom, worker: Worker) -> None:
        self._newsroom, self._worker = newsroom, worker

    def answer(self, asked: Asked) -> Given:
        """As `serving.Pages.answer`."""
        try:
            if asked.path == "/healthz" and asked.method in ("GET", "HEAD"):
                return self._health()
            if (found := _HUB.fullmatch(asked.path)) and asked.method in ("GET", "POST"):
                return self._hub(found[1], asked)
            return NOT_FOUND
        except WholestoryError:
            return Given(503, b"not now; please come again\n")
        finally:
            self._newsroom.close()

    def _hub(self, token: str, asked: Asked) -> Given:
        if asked.method == "POST":
            if not self._newsroom.hubs.expects(token):
                return NOT_FOUND  # before anything of it is read
            return reply(self._newsroom.hubs.pushed(token, asked.headers, asked.body()))
        try:
            query = dict(parse_qsl(asked.query, max_num_fields=_MOST_FIELDS))
        except ValueError as error:
            raise Refused(400, "this is no question of a hub's") from error
        return reply(self._newsroom.hubs.verified(token, query))

    def _health(self) -> Given:
        """Codes, never words: those name files, and anybody may ask."""
        health, code = self._worker.health, self._worker.health.code
        told: dict[str, object] = {"feeds": None, "due": None}
        try:
            due = self._newsroom.due()
            told["feeds"] = self._newsroom.store.count_followed()
            told["due"] = {
                "feeds": due.feeds,
                "entries": due.entries,
                "articles": due.articles,
                "stories": due.stories,
            }
        except WholestoryError as error:
            code = code or error.code
        is_well = health.is_running and code is None
        told |= {
            "ok": is_well,
            "error": code if code or health.is_running else "stopped",
            "last_round_at": health.last_round_at.isoformat() if health.last_round_at else None,
            "rounds": health.rounds,
            "failures": health.failures,
        }
        return Given(200 if is_well else 503, json.dumps(told).encode() + b"\n", "application/json")
