"""Every address of the site, made from its map."""

import re

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RoutePattern

from wholestory.members import rules

SAMPLES = {"int": "1", "str": "none", "slug": "none", "path": "none", "uuid": "0" * 32}
BY_NAME = {"uidb36": "1", "key": "none", "provider_id": "server"}
SAFE = ("GET", "HEAD", "OPTIONS")
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def routes(found=None, before="/"):
    """Each route with a sample of its address."""
    for each in found or get_resolver().url_patterns:
        address = before + _sample(each.pattern)
        if isinstance(each, URLPattern):
            yield address, each
        else:
            yield from routes(each.url_patterns, address)


def _sample(pattern):
    if isinstance(pattern, RoutePattern):
        return re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: SAMPLES[m[1] or "str"], pattern._route)
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda m: BY_NAME[m[1]], pattern._regex.strip("^$"))


def rule(route):
    return rules.of(route.callback, route.name)


def is_borne(route):
    """Whether a token says who asks there, and no cookie."""
    return getattr(route.callback, "borne", False)
