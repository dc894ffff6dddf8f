"""What the site lets a browser do, which names it answers to, and which languages it speaks."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

LANGUAGES = {
    "en": "English",
    "it": "Italiano",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "ar": "العربية",
}

CONTENT = {
    "default-src": [NONE],
    "script-src": [NONCE, "'strict-dynamic'"],
    "style-src": [SELF],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "require-trusted-types-for": ["'script'"],
    "trusted-types": ["wholestory"],
}
"""The Content-Security-Policy of every page (safety.md's baseline, ASVS 3.4.3)."""


def hosts(public: str) -> list[str]:
    """The names that requests may ask for: this machine's own, and the public one where it is set."""
    own = ["localhost", "127.0.0.1", "[::1]"]
    named = urlsplit(public).hostname
    return [*own, named] if named else own
