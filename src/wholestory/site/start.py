"""Making the members' file ready: its tables are those of this program before anybody asks for a page."""

from __future__ import annotations

import gc
import os
from datetime import UTC, datetime
from io import BytesIO

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from wholestory.errors import DatabaseTooNew
from wholestory.store import opening


def start() -> None:
    """Start Django with the site's settings and bring the members' tables up to date.

    An older file is copied beside itself before it is changed. Raises `DatabaseTooNew` for one that a newer
    program wrote, and `DatabaseUnusable`.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "wholestory.site.settings"
    django.setup()
    with opening.spoken_plainly(settings.MEMBERS):
        opening.parent(settings.MEMBERS)
        _migrate()
        purge()


def purge() -> None:
    """Let go of the members whose time to take their leaving back is over."""
    from wholestory.members import leaving  # its tables can be named once Django has started

    leaving.purge(datetime.now(UTC))


def warm() -> None:
    """Load what pages need, and make one, before this process is divided: what is there then is shared.

    No connection may be carried over.
    """
    from wholestory.site.wsgi import inside  # here, when Django is started

    asked = WSGIRequest(
        {"REQUEST_METHOD": "GET", "PATH_INFO": "/", "HTTP_HOST": "localhost", "wsgi.input": BytesIO()}
    )
    inside.get_response(asked).close()
    connections.close_all()
    gc.collect()
    gc.freeze()


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    applied, known = executor.loader.applied_migrations, executor.loader.disk_migrations
    if unknown := sorted(set(applied) - set(known)):
        raise DatabaseTooNew(f"{settings.MEMBERS} was written by a newer Wholestory ({unknown[0][1]})")
    wanted = [key for key in executor.loader.graph.leaf_nodes() if key[0] != "store"]
    if plan := executor.migration_plan(wanted):
        if applied:
            first = plan[0][0]
            name = f"{settings.MEMBERS.name}.before-{first.app_label}-{first.name}"
            opening.copy(settings.MEMBERS, settings.MEMBERS.with_name(name))
        call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
