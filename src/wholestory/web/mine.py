"""What of a page is its reader's already: followed, saved, hidden; asked once a page, and only if asked."""

from __future__ import annotations

from functools import cached_property

from django.http import HttpRequest

from wholestory.members.models import Follow, Mark, Member


class Mine:
    """Of a visitor nothing is."""

    def __init__(self, request: HttpRequest) -> None:
        self._member = getattr(request, "user", None)

    @cached_property
    def _marked(self) -> frozenset[tuple[str, str]]:
        if not isinstance(self._member, Member):
            return frozenset()
        kinds = (Mark.Kind.SAVED, Mark.Kind.HIDDEN)
        return frozenset(Mark.objects.filter(member=self._member, kind__in=kinds).values_list("kind", "of"))

    @cached_property
    def _followed(self) -> frozenset[tuple[str, str]]:
        if not isinstance(self._member, Member):
            return frozenset()
        return frozenset(Follow.objects.filter(member=self._member).values_list("kind", "of"))

    def has(self, kind: str, of: str) -> bool:
        """Whether a story or article is marked so."""
        return (kind, of) in self._marked

    def follows(self, kind: str, of: str) -> bool:
        """Whether it is followed."""
        return (kind, of) in self._followed
