"""The templates and what they may call; everything they print is made safe, then escaped."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wholestory.report import quoting, shown


@cache
def environment() -> Environment:
    """The environment of the page's templates."""
    made = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=safe,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do", "jinja2.ext.i18n"],
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # a site has its own
    made.filters["line"] = shown.line
    made.filters["direction"] = shown.direction
    made.globals["marks_of"] = quoting.marks
    return made


def safe(value: object) -> object:
    """Control characters of any string shown, not sent; markup of our own stays as it is."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else shown.safe(value)
