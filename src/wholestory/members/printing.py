"""Letters where no mail server is set: printed for whoever runs the site."""

from __future__ import annotations

import sys
from typing import Any

from django.core.mail.backends.console import EmailBackend


class Printed(EmailBackend):
    """Prints to stderr: the site's stdout is heard by the process that started it, and by nobody else."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{**named, "stream": sys.stderr})
