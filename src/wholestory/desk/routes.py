"""The desk's addresses, each with its rule."""

from __future__ import annotations

from django.urls import URLPattern

ROUTES: list[URLPattern] = []
