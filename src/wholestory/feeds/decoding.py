"""Bytes of a feed -> its text: what HTTP says, the byte order mark, the XML declaration, then a guess."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

from wholestory.errors import Empty, NotText, TooLarge

LIMIT = 10 << 20  # bytes, decompressed
_SAMPLE = 32_768
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The first letters of a document without its mark, in the encodings that are wider than a byte a letter.
_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
    (b"{\0", "utf-16-le"),
    (b"\0{", "utf-16-be"),
    (b"\x4c\x6f\xa7\x94", "cp037"),  # "<?xm" in EBCDIC
)
_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?encoding\s*=\s*["']\s*([\w.:-]{1,40})\s*["']""", re.IGNORECASE)
# The superset that browsers read for each; what is in no way a text's encoding is refused.
_MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
_REFUSED = {"utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}


def decode(data: bytes, *, charset: str | None = None) -> str:
    """The text of `data` without a byte order mark. `charset` is what the HTTP answer said, if anything.

    An encoding is believed as far as the bytes are text in it. Raises `TooLarge` past 10 MiB, `Empty` for
    nothing but white space, `NotText` for binary data.
    """
    if len(data) > LIMIT:
        raise TooLarge(f"{len(data) / 1e6:.0f} MB: a feed is never larger than {LIMIT >> 20} MB")
    if not data.strip(b" \t\r\n\f\0\xef\xbb\xbf\xfe\xff"):
        raise Empty("nothing in it but white space" if data else "nothing in it")
    for encoding in _candidates(data, charset):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _roughly(data)


def _candidates(data: bytes, charset: str | None) -> Iterator[str]:
    if charset:
        yield charset
    yield from (name for mark, name in _BOMS if data.startswith(mark))
    head = data[:4096].lstrip()
    yield from (name for start, name in _STARTS if head.startswith(start))
    declared = _DECLARED.search(head[:1024].decode("latin-1"))
    if declared and not declared[1].lower().replace("_", "-").startswith(
        ("utf-16", "utf-32", "ucs", "utf16")
    ):
        yield declared[1]
    yield "utf-8"


def _strictly(data: bytes, name: str) -> str | None:
    """The text in that encoding; None where it is not, or where a mark shows that it is another's."""
    codec = _known(name)
    if codec is None:
        return None
    try:
        text = data.decode(codec)
    except (UnicodeDecodeError, UnicodeError):
        return None
    if text.startswith(("ï»¿", "ÿþ", "þÿ")) or "\0" in text[:200]:
        return None
    return text.removeprefix("\ufeff")


def _known(name: str) -> str | None:
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
    except (LookupError, ValueError):
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    return _MEANT.get(codec.name, codec.name) if is_text and codec.name not in _REFUSED else None


def _roughly(data: bytes) -> str:
    """UTF-8 where nearly all of it is, else the likeliest legacy encoding."""
    text = data.decode("utf-8", errors="replace")
    broken, high = text.count("\ufffd"), sum(b > 0x7F for b in data[:_SAMPLE])
    if "\0" in text[:1000] and text[:1000].count("\0") > 10:
        raise NotText("binary data, not text")
    if broken * 10 <= max(high, 10) and broken * 1000 <= max(len(text), 10_000):
        return text.removeprefix("\ufeff")
    best = charset_normalizer.from_bytes(data[:_SAMPLE], enable_fallback=False).best()
    if best is None and broken * 20 > len(text):
        raise NotText("text in no encoding we know, or binary data")
    return data.decode(best.encoding if best else "cp1252", errors="replace").removeprefix("\ufeff")
