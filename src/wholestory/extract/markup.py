"""Bytes of a saved page to a parsed tree, with the guards a hostile page needs."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from wholestory.errors import Empty, NoArticle, TooLarge
from wholestory.extract.decoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

LIMIT = 10_000_000
DEPTH = 400  # levels; the libraries that read the tree recurse, and no article is nested half as deep
ATTRIBUTES = 200  # of one element; parsers compare each with all before it

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LONG_TAG = re.compile(r"<([a-z][\w:-]{0,40})\s[^<>]{5000,}(?:>|$)", re.I)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I)
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What browsers read under these names. UTF-7 is none of them: it hides mark-up from filters.
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-9": "cp1254",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
}
_HOVER = re.compile(
    r"(?:tool-?tip|pop-?over|roll-?over|hover-?card)[\w-]*?(?:block|box|card|content|body|inner|text)"
    r"|visually-?hidden|sr-only|screen-?reader|off-?screen",
    re.I,
)


def text(data: bytes) -> str:
    """The characters of a page: by byte order mark, as UTF-8 if they are, else as the page declares.

    The bytes outrank the declaration: a page that says latin-1 and is valid UTF-8 is UTF-8.
    Raises Empty, NotText or TooLarge.
    """
    if len(data) > LIMIT:
        raise TooLarge(f"a page of {len(data) / 1e6:.0f} MB; the limit is {LIMIT // 1_000_000} MB")
    if not data.startswith(_MARKS):
        data = data.replace(b"\x00", b"")
    if not data.strip():
        raise Empty("nothing in it but white space")
    declared = _declared(data)
    return _LONG_TAG.sub(_shortened, _UNFIT.sub("", declared if declared is not None else decode(data)))


def tree(page: str) -> HtmlElement:
    """The page parsed, without comments, processing instructions and cards that show on hovering.

    Raises NoArticle.
    """
    from lxml import etree, html

    # huge_tree: else libxml2 drops all that follows the 256th level, and sloppy pages reach it
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        root = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise NoArticle("no mark-up in it that can be read") from error
    _refuse_depth(root)
    for span in [e for e in root.iter("span") if _HOVER.search(e.get("class", "")[:200])]:
        if isinstance(span, html.HtmlElement):
            span.drop_tree()
    return root


def _shortened(tag: re.Match[str]) -> str:
    """A tag without its attributes where there are far too many; one long attribute is only an image."""
    many = tag[0].count("=") > ATTRIBUTES or len(tag[0].split(None, 5 * ATTRIBUTES)) > 5 * ATTRIBUTES
    return f"<{tag[1]}>" if many else tag[0]


def plain(element: _Element, *, between: str = "") -> str:
    """All text inside an element on one line; `between` stands between its parts."""
    return " ".join(between.join(map(str, element.itertext())).split())


def _declared(data: bytes) -> str | None:
    """The page as it declares itself; None where it does not, wrongly, or needlessly as it is UTF-8."""
    declared = _CHARSET.search(data[:8192])
    if declared is None or data.startswith(_MARKS) or _is_utf8_but_for_a_few(data):
        return None
    name = declared.group(1).decode("ascii").lower()
    try:
        return data.decode(_MEANT.get(name, name)) if "utf" not in name else None
    except (LookupError, ValueError):
        return None


def _is_utf8_but_for_a_few(data: bytes) -> bool:
    """A page of several sources may hold a stray byte: still UTF-8, not a page of another alphabet."""
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    lost = len(data) - len(data.decode("utf-8", "ignore").encode("utf-8"))
    return lost * 20 <= beyond


def _refuse_depth(root: HtmlElement) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEPTH:
            raise NoArticle(f"mark-up nested more than {DEPTH} levels deep")
