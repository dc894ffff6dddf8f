"""How long sign-up, sign-in and a new password take for an address that is known and one that is not."""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

MOST = 0.10  # by which the two may differ
PASSWORD = "correct horse battery"


def main(rounds: int) -> int:
    """Print the medians; 1 where a known address shows."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WHOLESTORY_DATABASE"] = f"sqlite:///{folder}/news.db"
        from wholestory.site.start import start

        start()
        return _measured(rounds)


def _measured(rounds: int) -> int:
    from django.test import Client, override_settings

    table = Table("asked", "known, ms", "unknown, ms", "differ by")
    worst = 0.0
    locmem = "django.core.mail.backends.locmem.EmailBackend"
    with override_settings(EMAIL_BACKEND=locmem, ALLOWED_HOSTS=["localhost"], ACCOUNT_RATE_LIMITS=False):
        known = _members(rounds)
        for name, (address, data) in _asked().items():
            times = _times(Client, address, data, known, rounds)
            of = [median(times[True]) * 1000, median(times[False]) * 1000]
            differ = abs(of[0] - of[1]) / max(of)
            worst = max(worst, differ)
            table.add_row(name, f"{of[0]:.1f}", f"{of[1]:.1f}", f"{differ:.1%}")
    Console().print(table)
    return 0 if worst <= MOST else 1


def _asked() -> dict[str, tuple[str, Callable[[str], dict[str, str]]]]:
    return {
        "sign-up": ("/account/signup/", lambda email: {"email": email, "password1": PASSWORD}),
        "sign-in": ("/account/login/", lambda email: {"login": email, "password": "wrong horse"}),
        "new password": ("/account/password/reset/", lambda email: {"email": email}),
    }


def _members(count: int) -> list[str]:
    from wholestory.members import terms

    emails = [f"member{number}@tide.example" for number in range(count)]
    for email in emails:
        member = terms.add(email, by="bench")
        member.set_password(PASSWORD)
        member.save()
    return emails


def _times(
    client: Any, address: str, data: Callable[[str], dict[str, str]], known: list[str], rounds: int
) -> dict[bool, list[float]]:
    from wholestory.members import mailing

    found: dict[bool, list[float]] = {True: [], False: []}
    order = [(True, email) for email in known] + [
        (False, f"nobody{random.getrandbits(40)}@tide.example") for _ in range(rounds)
    ]
    random.shuffle(order)
    for is_known, email in order:
        browser = client(SERVER_NAME="localhost")
        began = time.perf_counter()
        browser.post(address, data(email))
        found[is_known].append(time.perf_counter() - began)
        mailing.flush()
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=40)
    sys.exit(main(parser.parse_args().rounds))
