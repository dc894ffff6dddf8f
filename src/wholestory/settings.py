"""Settings: one frozen value; defaults, then `wholestory.toml`, then `WHOLESTORY_…` variables."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from wholestory.errors import BadAddress, BadSetting

FILE = "wholestory.toml"
SQLITE = "sqlite:///"
_PREFIX = "WHOLESTORY_"
_NUMBERS = {"keep_days", "trial_days", "free_articles"}
_MOST = 1_000_000
_SECRET = {"mail_password", "mail_server", "oidc_secret", "payment_secret"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this installation is set up.

    `database` is a newsroom's address, `contact` what servers are told of whom to write to, `allowed` the
    private hosts that feeds may come from, separated by commas, `keep_days` how long articles are kept (0 is
    for ever), `public` the address at which the server is
    reached from the web, for hubs that tell of news, `mail_password` that of the mailbox `mail_account`
    ("user@host"), sent to no other. With `open` = "1" whoever asks from this machine is its one member.

    For members: `trial_days` is how long a trial lasts (0: there is none), `free_articles` how many articles
    a week are open afterwards; `mail_server` sends letters ("smtps://user:password@host"; without it they
    are printed), `mail_from` is whom they come from; `oidc_server` with `oidc_id` and `oidc_secret` is a
    server at which members may sign in instead; `payment_secret` is what a payment provider signs with.
    """

    database: str = "sqlite:///news.db"
    contact: str = ""
    allowed: str = ""
    keep_days: int = 0
    public: str = ""
    mail_account: str = ""
    mail_password: str = ""
    open: str = ""
    trial_days: int = 14
    free_articles: int = 5
    mail_server: str = ""
    mail_from: str = ""
    oidc_server: str = ""
    oidc_id: str = ""
    oidc_secret: str = ""
    payment_secret: str = ""

    def __repr__(self) -> str:
        """Without what is secret, wherever it is printed."""
        told = ((each.name, getattr(self, each.name)) for each in fields(self) if each.name not in _SECRET)
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


def file(url: str) -> Path:
    """The file that a newsroom's address names. Raises `BadAddress`."""
    if not url.startswith(SQLITE) or not url.removeprefix(SQLITE):
        raise BadAddress(f"{url!r} is no newsroom's address; write {SQLITE}news.db")
    return Path(url.removeprefix(SQLITE))


def members(newsroom: Path) -> Path:
    """The file of the members of the newsroom in a file, which stands beside it."""
    return newsroom.with_name(f"{newsroom.stem}.members.db")


def read(folder: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `folder` and of the environment, which goes before it.

    Raises `BadSetting`, naming what is wrong.
    """
    names = {field.name for field in fields(Settings)}
    given = _of_file(folder / FILE, names)
    given |= {name: environ[_PREFIX + name.upper()] for name in names if _PREFIX + name.upper() in environ}
    given |= {name: _number(name, given[name]) for name in _NUMBERS & given.keys()}
    found = Settings(**given)
    _check(found)
    return found


def _number(name: str, given: object) -> int:
    try:
        if not isinstance(given, int | str) or isinstance(given, bool) or not 0 <= int(given) <= _MOST:
            raise ValueError
    except ValueError as error:
        raise BadSetting(f"{name} must be a number from 0 to {_MOST:,}, not {given!r}") from error
    return int(given)


def _check(found: Settings) -> None:
    """Raises `BadSetting`, never with a secret in its words."""
    if found.mail_server and not _is_address(found.mail_server, "smtp", "smtps"):
        raise BadSetting("mail_server must be an address like smtps://user:password@host")
    if found.oidc_server and not _is_address(found.oidc_server, "https"):
        raise BadSetting("oidc_server must be an address like https://login.example")
    if found.oidc_server and not (found.oidc_id and found.oidc_secret):
        raise BadSetting("oidc_server needs oidc_id and oidc_secret")


def _is_address(given: str, *schemes: str) -> bool:
    try:
        parts = urlsplit(given)
        return parts.scheme in schemes and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


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
        if not isinstance(value, str) and name not in _NUMBERS:
            raise BadSetting(f"{path}: {name} must be text in quotes")
    return found
