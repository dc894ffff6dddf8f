"""The pages as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class Web(AppConfig):
    """The app of pages."""

    name = "wholestory.web"
    label = "web"
