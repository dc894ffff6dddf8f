"""The members' addresses."""

from __future__ import annotations

from django.urls import URLPattern

ROUTES: list[URLPattern] = []
