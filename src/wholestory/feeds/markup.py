"""Words as a feed marks them up -> plain text, or HTML that is safe to show.

HTML is cleaned once, on the way in, by nh3 (html5ever, so it sees what browsers see). nh3 takes quadratic
time on deep nesting and on ampersands: what is too deep or too long loses its mark-up and keeps its words.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version

import nh3

from wholestory.model import PlainText, SafeHtml
from wholestory.text.urls import Url

TAGS = frozenset(
    (  # noqa: SIM905 - a table of words
        "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details "
        "dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li main mark ol p pre q rp "
        "rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u "
        "ul var wbr"
    ).split()
)
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height"},
    "time": {"datetime"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start", "reversed"},
}
# Their content goes with them: code, other languages' trees, and what browsers read as raw text.
_GONE = frozenset(
    (  # noqa: SIM905 - a table of words
        "script style svg math template noscript iframe object embed applet title textarea select xmp "
        "noembed noframes plaintext head frameset audio video canvas"
    ).split()
)
SCHEMES = {"http", "https"}
RULES = 1  # raised with every change of what is let through
SANITISER = f"nh3 {version('nh3')}, rules {RULES}"

_LARGEST = 2_000_000  # characters
_DEEPEST = 120
_WORK = 2_000_000  # open elements times tags: what reopening formatting elements can grow to
_LONGEST_TAG = 200_000
_REFERENCES = 50_000  # to characters: each is joined to the text before it
_TITLE = 1000

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,14})(?=[\s/>])[^<>]*>?")
_IMPLIED = frozenset(
    "p li dt dd tr td th thead tbody tfoot option colgroup rp rt".split()  # noqa: SIM905 - a table of words
)
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr param".split()  # noqa: SIM905 - a table of words
)
_KNOWN = (
    TAGS | _GONE | _VOID | {"font", "center", "strike", "tt", "big", "nobr", "blink", "marquee", "acronym"}
)
_KNOWN |= {"body", "html", "form", "button", "label", "picture", "header", "footer", "nav", "fieldset", "dir"}
_RAW = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>", re.DOTALL)
_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_HAS_MARKUP = re.compile(r"[<&]")


@dataclass(frozen=True, slots=True)
class Words:
    """Words as the feed has them; `marked` where < and & may begin mark-up, else they mean themselves."""

    text: str
    marked: bool = True
    base: Url | None = None


def plain(words: Words | None, *, longest: int = _TITLE) -> PlainText | None:
    """The words alone, on one line, cut off after `longest` characters; None where there are none."""
    if words is None:
        return None
    text = words.text[: longest * 20]
    if words.marked and _HAS_MARKUP.search(text):
        text = html.unescape(_unmarked(text))
    text = _SPACE.sub(" ", _CONTROL.sub("", text)).strip()
    return PlainText(text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…") if text else None


def _unmarked(text: str) -> str:
    """Without comments and the tags HTML knows; other angle brackets stand for themselves."""
    if "<" not in text:
        return text
    text = _COMMENT.sub("", _RAW.sub("", text))
    return _TAG.sub(lambda tag: _gap(tag[2].lower(), tag[0]), text)


def _gap(name: str, tag: str) -> str:
    if name not in _KNOWN:
        return tag
    return " " if name in ("br", "p", "div", "li", "tr", "td", "h1", "h2", "h3", "h4", "h5", "h6") else ""


def safe(words: Words | None) -> SafeHtml | None:
    """The words as HTML that is safe to show anywhere; None where there are none."""
    if words is None or not words.text.strip():
        return None
    text = _CONTROL.sub("", words.text)
    if not words.marked:
        return SafeHtml(_paragraphs(text))
    if not _HAS_MARKUP.search(text):
        return SafeHtml(text.replace(">", "&gt;").strip()) or None
    if _is_too_much(text):
        return SafeHtml(_flat(text)) or None
    clean = _cleaner(words.base).clean(text)
    if _CONTROL.search(clean):  # from numeric references; cleaning comes last, always
        clean = _cleaner(None).clean(_CONTROL.sub("", clean))
    return SafeHtml(clean.strip()) or None


def _paragraphs(text: str) -> str:
    """Plain text as HTML: empty lines part paragraphs, line ends stay."""
    blocks = re.split(r"\n[ \t]*(?:\n[ \t]*)+", html.escape(text.replace("\r\n", "\n")).strip("\n"))
    lines = [block.replace("\n", "<br>") for block in blocks if block.strip()]
    return lines[0] if len(lines) == 1 else "".join(f"<p>{block}</p>" for block in lines)


def _is_too_much(text: str) -> bool:
    if len(text) > _LARGEST or text.count("&") > _REFERENCES:
        return True
    open_now: Counter[str] = Counter()
    depth = deepest = tags = 0
    for found in _TAG.finditer(text):
        tags += 1
        if found.end() - found.start() > _LONGEST_TAG:
            return True
        name = found[2].lower()
        if name in _VOID or name in _IMPLIED:
            continue
        if not found[1]:
            open_now[name] += 1
            depth += 1
            deepest = max(deepest, depth)
        elif open_now[name]:
            open_now[name] -= 1
            depth -= 1
    return deepest > _DEEPEST or deepest * tags > _WORK


def _flat(text: str) -> str:
    """The words of what is too deep or too long to clean, as HTML."""
    text = html.unescape(_TAG.sub(" ", _COMMENT.sub("", _RAW.sub("", text[:_LARGEST]))))
    return html.escape(_SPACE.sub(" ", text))


@lru_cache(maxsize=256)
def _cleaner(base: Url | None) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(_GONE),
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
        url_relative=("rewrite_with_base", base) if base else "deny",
    )
