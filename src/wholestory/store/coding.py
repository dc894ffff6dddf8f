"""Values of the model as bytes and back: packed JSON, which a reader of the file can make out."""

from __future__ import annotations

import json
import zlib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from cattrs.preconf.json import JsonConverter, make_converter
from cattrs.strategies import configure_tagged_union

from wholestory.model import FileSpan, Span

T = TypeVar("T")
USUAL = "packing-1"
LEVEL = 9  # reading a packed value costs the same at every level


def packed(value: object, *, renamed: tuple[str, str] | None = None, usual: str = USUAL) -> bytes:
    """A value of the model as bytes, every field written out: a default may change.

    `renamed` is an id in it and what stands in its place, in every span; `usual` names the dictionary.
    """
    told = _converter().dumps(value, ensure_ascii=False, separators=(",", ":"))
    if renamed is not None:
        told = told.replace(json.dumps(renamed[0]), json.dumps(renamed[1]))
    packer = zlib.compressobj(LEVEL, zdict=_usual(usual))
    return packer.compress(told.encode("utf-8", "surrogatepass")) + packer.flush()


def unpacked(data: bytes, kind: type[T], *, usual: str = USUAL) -> T:
    """What `packed` made into bytes, by the same dictionary. Raises ValueError or zlib.error for others."""
    return _converter().loads(_text(data, usual), kind)


def read(data: bytes) -> Any:
    """The same as JSON's own kinds of value, four times as fast."""
    return json.loads(_text(data, USUAL))


def _text(data: bytes, usual: str) -> str:
    unpacker = zlib.decompressobj(zdict=_usual(usual))
    told = unpacker.decompress(data)
    if not unpacker.eof:
        raise zlib.error("a packed value was cut short")
    return told.decode("utf-8", "surrogatepass")


@cache
def _usual(name: str) -> bytes:
    """What packed values usually hold: names of fields, and spans without their numbers.

    A fifth to a third of a packed value is saved by it. What is kept can only be read with it, so it never
    changes; another one would be another file, told apart by the checksum that zlib writes in front.
    """
    return (Path(__file__).parent / f"{name}.txt").read_bytes()


def plain(value: object) -> object:
    """A value of the model as JSON's own kinds of value."""
    return _converter().unstructure(value)


def structured(value: object, kind: type[T]) -> T:
    """What `plain` made plain. Raises what cattrs raises for what it did not."""
    return _converter().structure(value, kind)


@cache
def _converter() -> JsonConverter:
    converter = make_converter()
    converter.register_unstructure_hook(timedelta, lambda span: span.total_seconds())
    converter.register_structure_hook(timedelta, lambda seconds, _: timedelta(seconds=seconds))
    configure_tagged_union(Span | FileSpan, converter, tag_name="in")  # both have the same fields
    return converter
