"""Bytes to text: encodings, and what is no text at all."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wholestory import errors
from wholestory.extract import decode

PROSE = {
    "fr": "L'été à Paris, où la ministre a déclaré « c'est assez » après l'incendie près du fleuve. ",
    "de": "Die Bürgermeisterin sagte über die Schließung, man müsse größer denken. ",
    "ru": "Министр заявил, что паром вышел из порта в пятницу утром и больше не вернулся. ",
    "el": "Ο υπουργός δήλωσε ότι το πλοίο έφυγε από το λιμάνι την Παρασκευή το πρωί. ",
    "pl": "Minister powiedział, że prom opuścił port w piątek rano i już nie wrócił; żołnierze są źli. ",
    "ja": "大臣は金曜日の朝、フェリーが港を出て戻らなかったと述べた。",
    "zh": "部长说，渡轮周五早上离开港口，再也没有回来。",
    "ar": "قال الوزير إن العبارة غادرت الميناء صباح الجمعة ولم تعد. ",
    "ko": "장관은 페리가 금요일 아침 항구를 떠나 돌아오지 않았다고 말했다. ",
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("language", PROSE)
def test_unicode_in_every_form_is_read_without_its_mark(language: str, encoding: str) -> None:
    assert decode((PROSE[language] * 3).encode(encoding)) == PROSE[language] * 3


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("fr", "cp1252"), ("fr", "latin-1"), ("fr", "mac_roman"), ("de", "cp1252"), ("ru", "cp1251"),
        ("ru", "koi8_r"), ("el", "cp1253"), ("pl", "cp1250"), ("pl", "iso8859_2"), ("ja", "cp932"),
        ("ja", "euc_jp"), ("zh", "gb18030"), ("ar", "cp1256"), ("ko", "cp949"),
    ],
)  # fmt: skip
def test_legacy_encodings_are_told(language: str, encoding: str) -> None:
    assert decode((PROSE[language] * 3).encode(encoding)) == PROSE[language] * 3


def test_utf16_without_its_mark_is_told_by_its_zeros() -> None:
    assert decode((PROSE["de"] * 2).encode("utf-16-le")) == PROSE["de"] * 2
    assert decode((PROSE["ru"] * 2).encode("utf-16-be")) == PROSE["ru"] * 2


def test_lines_of_another_encoding_inside_utf8_are_read_each_by_its_own() -> None:
    mixed = "Größe\r\n".encode() + "„Straße“ – ja\r\n".encode("cp1252") + "Ende über\n".encode()
    assert decode(mixed) == "Größe\r\n„Straße“ – ja\r\nEnde über\n"


def test_newlines_stay_and_the_mark_goes() -> None:
    assert decode(codecs.BOM_UTF8 + b"a\r\nb\rc\n\n") == "a\r\nb\rc\n\n"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, "\ufeff \u200b".encode()]
)
def test_white_space_is_empty(data: bytes) -> None:
    with pytest.raises(errors.Empty):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00", b"PK\x03\x04\x14", b"%PDF-1.7\nstream", bytes(range(256)) * 9,
        b"abc\x00def", b"\x00\x01\x02", b"\xff\xfe\x00\xd8a\x00a\x00", b"\x01\x02\x03\x04" * 50,
    ],
)  # fmt: skip
def test_binary_data_is_not_text(data: bytes) -> None:
    with pytest.raises(errors.NotText):
        decode(data)


def test_fifty_megabytes_are_refused_in_one_line() -> None:
    with pytest.raises(errors.TooLarge, match=r"^50 MB: an article is never larger than 10 MB$"):
        decode(bytes(50_000_000))


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_a_named_error(data: bytes) -> None:
    text = _text_or_error(data)
    text.encode("utf-8")  # no unpaired surrogate
    assert "\x00" not in text
    assert text


def _text_or_error(data: bytes) -> str:
    try:
        return decode(data)
    except errors.Unreadable as error:
        return str(error)
