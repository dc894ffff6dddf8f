"""Members as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class Members(AppConfig):
    """The app of logins and memberships."""

    name = "wholestory.members"
    label = "members"

    def ready(self) -> None:
        """Hear of what allauth does."""
        from wholestory.members import hearing

        hearing.listen()
