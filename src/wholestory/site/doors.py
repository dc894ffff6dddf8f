"""What stands around Django's own application, outermost first: bounds, files, pages that are kept."""

from __future__ import annotations

from django.conf import settings

from wholestory.site.bodies import Bounded
from wholestory.site.kept.door import Application, Kept
from wholestory.site.kept.versions import Versions
from wholestory.site.statics import Statics

BODIES = 6  # at once, in each process; it has two threads more (`__main__`)


def around(application: Application) -> Application:
    """All of it. Where whoever asks is the one member (`open`), nobody is a visitor and no page is kept."""
    files = Versions([settings.NEWSROOM, settings.MEMBERS])  # in the order that `web.keeping` tells
    is_open = settings.OURS.is_open
    kept = Kept(application, version=(lambda: None) if is_open else files.now)
    return Bounded(Statics(kept), at_once=BODIES)
