"""The site's own files, given before Django is asked: the same for everyone, for ever, packed once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from wholestory.site.kept import packing
from wholestory.site.kept.door import Application, Environ, Start
from wholestory.web import assets
from wholestory.web.files import FOR_EVER

PREFIX = "/static/"
HEADERS = [
    ("Cache-Control", FOR_EVER),
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox"),  # an SVG's own
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Vary", "Accept-Encoding"),
]


class Statics:
    """A WSGI application around another, which is asked for all else."""

    def __init__(self, application: Application) -> None:
        self._application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer."""
        path, method = environ.get("PATH_INFO", ""), environ["REQUEST_METHOD"]
        if not path.startswith(PREFIX) or method not in ("GET", "HEAD"):
            return self._application(environ, start)
        asset = assets.by_address().get(path.removeprefix(PREFIX))
        if asset is None:
            return self._application(environ, start)
        coding, body = _body(asset.name, packing.accepted(environ.get("HTTP_ACCEPT_ENCODING", "")))
        headers = [*HEADERS, ("Content-Type", asset.type), ("Content-Length", str(len(body)))]
        start("200 OK", [*headers, ("Content-Encoding", coding)] if coding else headers)
        return [b"" if method == "HEAD" else body]


@cache
def _body(name: str, accepted: frozenset[str]) -> tuple[str, bytes]:
    asset = assets.by_address()[name]
    coding = next((each for each in ("br", "gzip") if each in accepted), "")
    if not coding or not packing.gains(asset.type, asset.body):
        return "", asset.body
    return coding, packing.packed_for_ever(asset.body, coding)
