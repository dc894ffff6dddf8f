"""Settings: one frozen value; defaults, then `wholestory.toml`, then `WHOLESTORY_…` variables."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from wholestory.errors import BadSetting

FILE = "wholestory.toml"
_PREFIX = "WHOLESTORY_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation is set up.

    `database` is a newsroom's address, `contact` what servers are told of whom to write to, `allowed` the
    private hosts that feeds may come from, separated by commas, `keep_days` how long articles are kept (0 is
    for ever), `public` the address at which the server is
    reached from the web, for hubs that tell of news, `mail_password` that of the mailbox `mail_account`
    ("user@host"), sent to no other. With `open` = "1" whoever asks from this machine is its one member.
    """

    database: str = "sqlite:///news.db"
    contact: str = ""
    allowed: str = ""
    keep_days: int = 0
    public: str = ""
    mail_account: str = ""
    mail_password: str = ""
    open: str = ""

    def __repr__(self) -> str:
        """Without the password, wherever it is printed."""
        told = ((each.name, getattr(self, each.name)) for each in fields(self) if "password" not in each.name)
        return f"Settings({', '.join(f'{name}={value!r}' for name, value in told)})"

    @property
    def accounts(self) -> dict[str, str]:
        """The passwords of mailboxes."""
        return {self.mail_account: self.mail_password} if self.mail_account else {}

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in on this machine."""
        return self.open == "1"

    @property
    def allowed_hosts(self) -> tuple[str, ...]:
        """The private hosts that may be reached."""
        return tuple(host.strip() for host in self.allowed.split(",") if host.strip())


def read(folder: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `folder` and of the environment, which goes before it.

    Raises `BadSetting`, naming what is wrong.
    """
    names = {field.name for field in fields(Settings)}
    given = _of_file(folder / FILE, names)
    given |= {name: environ[_PREFIX + name.upper()] for name in names if _PREFIX + name.upper() in environ}
    days = given.pop("keep_days", 0)
    try:
        if not isinstance(days, int | str) or isinstance(days, bool) or (kept := int(days)) < 0:
            raise ValueError
    except ValueError as error:
        raise BadSetting(f"keep_days must be a number of days, not {days!r}") from error
    return Settings(**given, keep_days=kept)


def _of_file(path: Path, names: set[str]) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSetting(f"{path}: {error}") from error
    for name, value in found.items():
        if name not in names:
            raise BadSetting(f"{path}: there is no setting {name!r}; there are {', '.join(sorted(names))}")
        if not isinstance(value, str) and name != "keep_days":
            raise BadSetting(f"{path}: {name} must be text in quotes")
    return found
