"""The site as a WSGI application."""

from __future__ import annotations

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholestory.site.settings")

from django.core.wsgi import get_wsgi_application

inside = get_wsgi_application()

from wholestory.site.doors import around  # noqa: E402 - Django has to be started first

application = around(inside)
