"""The parts of a page's frame, written out once for all who see the same."""

from __future__ import annotations

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from wholestory.web.memory import Memory

MOST = 512  # parts, each in a language, for a standing, at a place

_written = Memory[Markup](MOST)


@pass_context
def part(context: Context, name: str) -> Markup:
    """The template of that name, which may ask for nothing but the standing, `here` and `words`.

    `here` is the place that the page stands at, `words` what was searched for.
    """
    asked = {each: context.get(each) or "" for each in ("standing", "here", "words")}
    key = name, context["language"], *asked.values()
    return _written.get(key, None, lambda: _write(context, name, asked))


def _write(context: Context, name: str, asked: dict[str, object]) -> Markup:
    return Markup(context.environment.get_template(name).render(asked))  # noqa: S704 - escaped there
