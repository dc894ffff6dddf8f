"""Bytes of a file -> its text: Unicode first, then legacy encodings, and never something that is not text."""

from __future__ import annotations

import codecs
import re
import unicodedata

import charset_normalizer

from wholestory.errors import Empty, NotText, TooLarge

LIMIT = 10_000_000  # bytes; the longest articles are a hundredth of it
_SAMPLE = 32_768

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
# One byte a letter and several bytes a letter, each the superset that browsers read for its family.
_LEGACY = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257"]
_LEGACY += ["koi8_r", "iso8859_2", "mac_roman", "cp932", "euc_jp", "gb18030", "big5", "cp949"]

_UTF8_LETTERS = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœšžß" + "àáâãäåæçèéêëìíîïñòóôõöøùúûüýœšž".upper())
_WESTERN_MARKS = frozenset("‘’“”„‚«»‹›–—…•·°º²³½¼€£§©®™´¡¿\xa0\xad†‰")


def decode(data: bytes) -> str:
    """The text of `data`, newlines untouched, a byte order mark left out.

    Raises `TooLarge` past 10 MB, `Empty` for nothing but white space, `NotText` for binary data and
    for bytes that are text in no encoding we know.
    """
    if len(data) > LIMIT:
        raise TooLarge(f"{len(data) / 1e6:.0f} MB: an article is never larger than {LIMIT // 1_000_000} MB")
    text = _read(data)
    if not text.strip().strip("\ufeff\u200b"):
        raise Empty("nothing in it but white space" if data else "the file is empty")
    _check(text)
    return text


def _read(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _unicode(data[len(mark) :], encoding)
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise NotText(f"{name}, not text")
    if b"\x00" in data:
        return _unicode(data, _wide(data))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _mixed(data) if _has_utf8_lines(data) else _legacy(data)


def _unicode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _mixed(data)
        if len(data) - error.start < 4:  # cut off in the middle of its last letter
            return data[: error.start].decode(encoding)
        raise NotText(f"marked as {encoding}, but it is not") from error


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: the zeros of its spaces and Latin letters all stand on one side."""
    head = data[: _SAMPLE // 2 * 2]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    side = 1 if odd > even else 0
    scripts = set(head[side::2])  # this byte of a letter names its script; alphabets lie below 0x31
    if (
        min(even, odd) <= max(even, odd) * 0.1
        and len(data) % 2 == 0
        and len(scripts) <= 6
        and max(scripts) < 0x31
    ):
        return "utf-16-le" if side else "utf-16-be"
    raise NotText("binary data, not text")


def _has_utf8_lines(data: bytes) -> bool:
    """Whether UTF-8 stands beside other bytes: legacy text hardly ever makes a valid sequence by chance."""
    rest = _UTF8_LETTERS.sub(b"", data)
    valid, stray = len(data) - len(rest), len(_HIGH.findall(rest))
    if valid >= 2 * stray:
        return True
    whole = any(_HIGH.search(line) and _is_utf8(line) for line in data.splitlines())
    return whole and valid * 4 > stray


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _mixed(data: bytes) -> str:
    """UTF-8 with stretches of a legacy encoding, line by line, then letter by letter."""
    parts = []
    for line in data.splitlines(keepends=True):
        try:
            parts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            parts.append(_patched(line))
    return "".join(parts)


def _patched(line: bytes) -> str:
    parts, at = [], 0
    for letter in _UTF8_LETTERS.finditer(line):
        parts += [_western(line[at : letter.start()]), letter.group().decode("utf-8", errors="replace")]
        at = letter.end()
    return "".join([*parts, _western(line[at:])])


def _western(data: bytes) -> str:
    return data.decode("cp1252", errors="replace")


def _legacy(data: bytes) -> str:
    western = _western(data)
    if _looks_western(western):
        return western
    sample = data[:_SAMPLE]
    best = charset_normalizer.from_bytes(sample, cp_isolation=_LEGACY, enable_fallback=False).best()
    if best is None:
        raise NotText("text in no encoding we know, or binary data")
    return data.decode(best.encoding, errors="replace")


def _looks_western(text: str) -> bool:
    """Whether every letter beyond ASCII is one that Western European prose uses, and mostly in lower case."""
    high = [c for c in text[:_SAMPLE] if c > "\x7f"]
    letters = [c for c in high if c in _WESTERN]
    if len(letters) + sum(c in _WESTERN_MARKS for c in high) < 0.98 * len(high):
        return False
    ascii_letters = sum(c.isascii() and c.isalpha() for c in text[:_SAMPLE])
    return len(letters) < 0.25 * max(ascii_letters, 8)


def _check(text: str) -> None:
    head = text[:_SAMPLE]
    bad = len(_CONTROL.findall(head)) + 2 * sum(unicodedata.category(c) == "Cn" for c in set(head))
    if "\x00" in text or bad > max(2, len(head) // 100):
        raise NotText("binary data, not text")
    if head.count("\ufffd") > max(3, len(head) // 20):
        raise NotText("more broken letters than text")
