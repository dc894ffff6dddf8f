"""Files that hold no article, or more than one can: each is a line with its reason, and the rest is told."""

import json
import random

import pytest

import wholestory
from wholestory.pipeline.inputs import MOST_LETTERS

NOISE = random.Random(7).randbytes(5000)
ARTICLE = (
    "Bridge at Tarn reopens\n\nThe bridge at Tarn reopened on Monday, said the mayor, Ann Oakes. It is new.\n"
)
BINARY = {
    "picture.txt": b"\x89PNG\r\n\x1a\n" + NOISE,
    "document.txt": b"%PDF-1.7\n" + NOISE,
    "archive.txt": b"PK\x03\x04" + NOISE,
    "program.txt": b"MZ\x90\x00" + NOISE,
    "noise.txt": NOISE,
    "picture.html": b"\x89PNG\r\n\x1a\n" + NOISE,
    "document.jsonl": b"%PDF-1.7\n" + NOISE,
    "wide.jsonl": '{"title": "One", "text": "Two"}\n'.encode("utf-16"),
}
FURNITURE = "Home\nNews\nSport\nShare\nFacebook\nTwitter\nSign up\nCookies\nSubscribe\n"
MENU = "<html><body><nav><a href=/>Home</a><a href=/n>News</a></nav><footer>Cookies</footer></body></html>"


def told(folder):
    telling = wholestory.tell([folder])
    return telling, {f.path.rpartition("/")[2]: f.code for f in telling.failures}


def test_binary_files_of_any_name_are_one_failure_each(folder):
    for name, data in BINARY.items():
        (folder / name).write_bytes(data)
    telling, failures = told(folder)
    assert failures == dict.fromkeys(BINARY, "not_text")
    assert len(telling.articles) == 1


def test_empty_files_and_mere_furniture(folder):
    (folder / "empty.txt").write_bytes(b"")
    (folder / "white.txt").write_bytes(b" \n\t\r\n" * 50)
    (folder / "mark.txt").write_bytes(b"\xef\xbb\xbf")
    (folder / "empty.html").write_bytes(b"")
    (folder / "empty.jsonl").write_bytes(b"\n\n")
    (folder / "menu.txt").write_text(FURNITURE)
    (folder / "menu.html").write_text(MENU)
    empty = ["empty.txt", "white.txt", "mark.txt", "empty.html", "empty.jsonl"]
    telling, failures = told(folder)
    assert failures == {**dict.fromkeys(empty, "empty"), "menu.txt": "no_article", "menu.html": "no_article"}
    assert len(telling.articles) == 1


def test_fifty_megabytes_of_text_or_page_are_refused_by_their_size(folder):
    (folder / "big.txt").write_text(ARTICLE * (50_000_000 // len(ARTICLE)))
    (folder / "big.html").write_text("<html><body>" + f"<p>{ARTICLE}</p>" * (50_000_000 // len(ARTICLE)))
    telling, failures = told(folder)
    assert failures == {"big.txt": "too_large", "big.html": "too_large"}
    assert all("MB" in failure.message for failure in telling.failures)


def test_a_line_of_five_megabytes_is_no_article(folder):
    (folder / "line.txt").write_text("word " * 1_000_000)
    (folder / "record.jsonl").write_text(
        json.dumps({"title": "Words", "text": "word " * (MOST_LETTERS // 4)})
    )
    assert set(told(folder)[1].values()) == {"too_large"}


def test_a_page_nested_without_end_is_a_failure(folder):
    (folder / "deep.html").write_text("<div>" * 100_000 + "<p>" + ARTICLE)
    assert set(told(folder)[1]) == {"deep.html"}


def test_a_page_is_read_as_one_whatever_its_name(folder):
    (folder / "page.txt").write_text(
        f"<!DOCTYPE html><html><body><article><h1>A new pier</h1><p>{ARTICLE}</p></article></body></html>"
    )
    telling, _ = told(folder)
    assert not [a.path for a in telling.articles if "<p>" in a.text]


RUSSIAN = 'Мост открыт\n\nМост в Тарне открыли в понедельник, через два года. "Мы ждали", - сказала мэр Анна Ершова.\n'  # noqa: E501
JAPANESE = "橋が再開\n\n月曜日、二年ぶりに橋が再開した。「長く待った」と市長の田中エレナ氏は述べた。市議会が発表した。\n"  # noqa: E501
GREEK = "Η γέφυρα άνοιξε\n\nΗ γέφυρα άνοιξε τη Δευτέρα. «Περιμέναμε πολύ», είπε η δήμαρχος Ελένη Νικολάου.\n"
FRENCH = "Le pont rouvre\n\nLe pont a été rouvert lundi, après deux années. « Enfin », a déclaré Élodie Brûlé, la maire.\n"  # noqa: E501


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "latin-1"),
        (FRENCH, "cp1252"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "utf-32"),
        (FRENCH, "utf-8-sig"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (GREEK, "cp1253"),
    ],
)
def test_text_of_any_encoding_comes_out_as_written(tmp_path, text, encoding):
    (tmp_path / "article.txt").write_bytes(text.encode(encoding))
    (article,) = wholestory.tell([tmp_path]).articles
    assert text.strip().split("\n\n")[1] in article.text


def test_stray_bytes_cost_no_more_than_themselves(tmp_path):
    data = FRENCH.encode() + b"\nLe caf\xe9 du pont est ferm\xe9 \xff\xfe depuis lundi, dit la mairie.\n"
    (tmp_path / "mixed.txt").write_bytes(data)
    (article,) = wholestory.tell([tmp_path]).articles
    assert "« Enfin », a déclaré Élodie Brûlé" in article.text
    assert "Le café du pont" in article.text


RECORDS = [
    *('{"title": "broken', "[]", '[[[["x"]]]]', "null", "42", '"s"', "NaN", '{"title": NaN, "text": "x"}'),
    *('{"title": ["x"], "text": {"a": 1}}', '{"title": "t", "text": ""}', '{"text": "only"}'),
    *("[" * 200_000, '{"a":' * 200_000, '{"title": "n", "text": "Words.", "published": ' + "9" * 5000 + "}"),
]
ODD = [
    '{"title": "a", "title": "The bridge opens", "text": "The mayor said the bridge opens on Monday."}',
    '{"title": "\\ud800 lone", "text": "Half a letter \\udc00 stands here. \\ud83d\\ude00", "outlet": "\\udfff x"}',  # noqa: E501
    '{"title": "far", "text": "Some words stand here.", "published": 1e400, "byline": ["\\ud800", 3, null]}',
    '{"title": "ok", "text": "Words stand here.", "url": "javascript:alert(1)", "outlet": {"name": {"a": 1}}}',  # noqa: E501
    '{"title": "nul\\u0000", "text": "a\\u0000b words here \\u001b[31m red \\u202e turned"}',
]


def test_bad_records_fail_by_their_line_and_odd_ones_are_told(folder, wholestory):
    (folder / "records.jsonl").write_text("\n".join([*RECORDS, *ODD]))
    done = wholestory("tell", folder, "--json", "-", "--html", "report.html")
    data = json.loads(done.stdout)
    assert {f["code"] for f in data["failures"]} == {"bad_record"}
    assert [int(f["path"].rpartition(":")[2]) for f in data["failures"]] == list(range(1, len(RECORDS) + 1))
    assert len(data["articles"]) == 1 + len(ODD)
    assert done.returncode == 1
    assert b"\x1b" not in done.stderr


def test_a_line_too_long_for_a_record_costs_no_other(tmp_path):
    good = json.dumps({"title": "After it", "text": "The bridge reopened on Monday, said the mayor."})
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "x", "text": "y " * 11_000_000}) + "\n" + good)
    telling = wholestory.tell([tmp_path])
    assert [(f.path[-2:], f.code) for f in telling.failures] == [(":1", "too_large")]
    assert [a.title for a in telling.articles] == ["After it"]
