"""Codings: whole bodies come out letter for letter, cut ones are noticed at every byte."""

import contextlib
import gzip
import zlib

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholestory.fetch.decoding import Body, TooLarge, Truncated, Undecodable, zstd

LARGEST = 10 << 20
TEXT = ("<item><title>Bridge reopens</title></item>\n" * 40 + "".join(map(chr, range(0x400, 0x700)))).encode()


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


CODERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
ALL = [*CODERS.items(), ("deflate", raw_deflate)]


def decoded(coding, *pieces, largest=LARGEST):
    body = Body(coding, largest=largest)
    for piece in pieces:
        body.add(piece)
    return body.whole()


@pytest.mark.parametrize(("coding", "encode"), ALL)
def test_a_whole_body_comes_out_as_it_went_in(coding, encode):
    coded = encode(TEXT)
    assert decoded(coding, coded) == TEXT
    assert decoded(coding.upper(), *(coded[n : n + 1] for n in range(len(coded)))) == TEXT


@pytest.mark.parametrize(("coding", "encode"), ALL)
def test_a_body_cut_at_any_byte_is_noticed(coding, encode):
    coded = encode(TEXT)
    for end in range(1, len(coded)):
        with pytest.raises((Truncated, Undecodable)):
            decoded(coding, coded[:end])


@pytest.mark.parametrize(("coding", "encode"), ALL)
def test_an_empty_body_is_empty(coding, encode):
    assert decoded(coding, b"") == b""
    assert decoded(coding, encode(b"")) == b""


@pytest.mark.parametrize(("coding", "encode"), ALL)
def test_the_cap_is_exact(coding, encode):
    assert decoded(coding, encode(TEXT), largest=len(TEXT)) == TEXT
    with pytest.raises(TooLarge):
        decoded(coding, encode(TEXT), largest=len(TEXT) - 1)


def test_without_a_coding_the_cap_is_exact_too():
    assert decoded("", b"12", b"34", largest=4) == b"1234"
    assert decoded("identity", b"1234", largest=4) == b"1234"
    with pytest.raises(TooLarge):
        decoded("", b"12", b"345", largest=4)


@pytest.mark.parametrize(("coding", "encode"), ALL)
def test_what_fits_is_kept_where_a_body_is_too_large(coding, encode):
    body = Body(coding, largest=100)
    with pytest.raises(TooLarge):
        body.add(encode(TEXT))
    assert body.so_far() == TEXT[:100]


@pytest.mark.parametrize(
    "coding", ["gzip, gzip", "br, gzip", "compress", "aes128gcm", "x" * 10_000, "gzip;q=1"]
)
def test_unknown_and_repeated_codings_are_refused(coding):
    with pytest.raises(Undecodable):
        Body(coding, largest=LARGEST)


@pytest.mark.parametrize(("coding", "_"), ALL)
def test_what_is_not_in_its_coding_is_an_error(coding, _):
    with pytest.raises((Undecodable, Truncated)):
        decoded(coding, b"<rss><channel/></rss>" * 20)


def test_streams_in_a_row_are_one_body():
    assert decoded("gzip", gzip.compress(b"a") + gzip.compress(b"b")) == b"ab"
    assert decoded("zstd", zstd.compress(b"a"), zstd.compress(b"b")) == b"ab"
    with pytest.raises(Truncated):
        decoded("gzip", gzip.compress(b"a") + gzip.compress(b"b")[:-1])


def test_thousands_of_streams_in_a_row_are_refused():
    for coding in ("gzip", "zstd"):
        with pytest.raises(Undecodable):
            decoded(coding, CODERS[coding](b"") * 10_000)


def test_filling_after_the_end_is_passed_over():
    assert decoded("gzip", gzip.compress(b"a") + bytes(512)) == b"a"
    assert decoded("deflate", zlib.compress(b"a"), bytes(512)) == b"a"
    assert decoded("br", brotli.compress(b"a"), bytes(512)) == b"a"


def test_a_window_of_gigabytes_is_refused():
    parameters = {
        zstd.CompressionParameter.window_log: 27,
        zstd.CompressionParameter.enable_long_distance_matching: 1,
    }
    packer = zstd.ZstdCompressor(options=parameters)
    with pytest.raises(Undecodable):
        decoded("zstd", packer.compress(b"x" * 1000) + packer.flush())


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALL), st.binary(max_size=2000), st.lists(st.integers(1, 300), max_size=20))
def test_pieces_of_any_size_give_the_same(coder, data, sizes):
    coding, encode = coder
    coded, pieces = encode(data), []
    for size in sizes:
        pieces.append(coded[:size])
        coded = coded[size:]
    assert decoded(coding, *pieces, coded) == data


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([name for name, _ in ALL]), st.lists(st.binary(max_size=300), max_size=5))
def test_rubbish_ends_in_a_word_of_ours(coding, pieces):
    with contextlib.suppress(TooLarge, Truncated, Undecodable):
        decoded(coding, *pieces, largest=100_000)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ALL), st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_a_damaged_body_is_no_other_body(coder, place, damage):
    """Codings with a checksum never give a wrong body; the others at least never fall over."""
    coding, encode = coder
    coded = bytearray(encode(TEXT))
    coded[place % len(coded) : place % len(coded) + len(damage)] = damage
    try:
        found = decoded(coding, bytes(coded))
    except (TooLarge, Truncated, Undecodable):
        return
    if coding in ("gzip", "x-gzip"):
        assert found in (TEXT, b"") or bytes(coded) == encode(TEXT)
