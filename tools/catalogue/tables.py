"""The tables beside this file, as the other parts use them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


@cache
def hosts() -> dict[str, Any]:
    """What is known of hosts and domain endings."""
    return tomllib.loads((HERE / "hosts.toml").read_text(encoding="utf-8"))


@cache
def lists() -> dict[str, Any]:
    """What the source's lists say by their names."""
    return tomllib.loads((HERE / "lists.toml").read_text(encoding="utf-8"))


@cache
def carriers() -> dict[str, str]:
    """Sites left out, each with its kind."""
    return {site: kind for kind, sites in hosts()["carriers"].items() for site in sites}


@cache
def words(table: str, row: str) -> frozenset[str]:
    """One list of words of `hosts.toml`."""
    return frozenset(hosts()[table][row])


@cache
def named(row: str) -> frozenset[str]:
    """One list of lists of `lists.toml`."""
    return frozenset(lists()[row]["lists"])
