"""Articles going out, and coming in again elsewhere."""

import io
import json
import sys

import pytest

from newsroom.test_importing import TEXT, record, write
from wholestory.errors import NeedsMore, NotWritten
from wholestory.newsroom import opened
from wholestory.pipeline import folders
from wholestory.pipeline.exporting import Kind

NASTY = "<script>alert(1)</script> & \r\nWARC/1.1 \x00 \u202e “q” 北京"


@pytest.fixture
def filled(newsroom, tmp_path):
    url = {"url": "https://tide.example/1", "outlet": "The Tide", "byline": "Alice Berg"}
    more = {"published": "2020-02-03T10:00:00+02:00", "language": "en"}
    newsroom.import_([write(tmp_path, record("First", **url, **more))])
    newsroom.import_([write(tmp_path, record("First", f"{TEXT}\n\n{TEXT[::-1]}", **url, **more))])
    newsroom.import_([write(tmp_path, record(f"Second {NASTY}", f"{TEXT} {NASTY}"))])
    return newsroom


def exported(newsroom, kind, path):
    newsroom.export(path, kind)
    return path


def texts(newsroom):
    return {each.article.title: each.article.text for each in newsroom.articles()}


def test_json_lines_hold_all_texts_and_the_fields_of_entries(filled, tmp_path):
    lines = exported(filled, Kind.JSON, tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    first, second = map(json.loads, lines)
    assert (first["title"], first["outlet"], first["byline"]) == ("First", "The Tide", "Alice Berg")
    assert (first["url"], first["sort_at"]) == ("https://tide.example/1", "2020-02-03T08:00:00+00:00")
    assert first["article"]["text"].endswith(TEXT[::-1])
    assert [each["article"]["text"] for each in first["earlier"]["texts"]] == [f"First\n\n{TEXT}"]
    assert first["entry"]["link"] == "https://tide.example/1"
    assert len(first["earlier"]["entries"]) == 1
    assert second["title"].startswith("Second")


def test_what_went_out_as_json_comes_in_again_elsewhere(filled, tmp_path):
    path = exported(filled, Kind.JSON, tmp_path / "out.jsonl")
    with opened(f"sqlite:///{tmp_path}/other.db") as other:
        assert other.import_([path]).new == 2
        assert texts(other) == texts(filled)
        assert [each.sort_at for each in other.articles()][-1] == filled.articles()[-1].sort_at
    assert filled.import_([path]).changed == 0


def test_a_stream_gets_the_same_bytes_as_a_file(filled, tmp_path):
    out = io.BytesIO()
    filled.export(out, Kind.JSON)
    assert out.getvalue() == exported(filled, Kind.JSON, tmp_path / "out").read_bytes()
    assert out.getvalue()


@pytest.mark.parametrize("name", ["out.warc", "out.warc.gz"])
def test_a_web_archive_is_read_by_other_programs(filled, tmp_path, name):
    archive = pytest.importorskip("warcio.archiveiterator")
    with exported(filled, Kind.WARC, tmp_path / name).open("rb") as file:
        found = [
            (each.rec_type, each.rec_headers["WARC-Target-URI"], each.content_stream().read())
            for each in archive.ArchiveIterator(file, check_digests="raise")
        ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "resource", "resource", "resource"]
    first, later, nasty = (page.decode() for _, _, page in found[1:])
    assert found[1][1] == found[2][1] == "https://tide.example/1"
    assert found[3][1].startswith("urn:x-wholestory:")
    assert TEXT[::-1] in later
    assert TEXT[::-1] not in first
    assert "<script>" not in nasty
    assert "北京" in nasty


def test_a_web_archive_comes_in_again_elsewhere(filled, tmp_path):
    if ".warc" not in folders.SUFFIXES:
        pytest.skip("web archives are not read yet")
    path = exported(filled, Kind.WARC, tmp_path / "out.warc")
    with opened(f"sqlite:///{tmp_path}/other.db") as other:
        other.import_([path])
        (first,) = [each for each in other.articles() if each.article.title == "First"]
        assert TEXT in first.article.text
        assert first.article.url == "https://tide.example/1"
        assert len(other.earlier_texts(first.number)) == 1


def test_a_table_holds_a_row_an_article(filled, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(exported(filled, Kind.PARQUET, tmp_path / "out.parquet")).to_pylist()
    assert [row["title"] for row in rows] == [each.article.title for each in filled.articles()][::-1]
    assert [one["text"] for one in rows[0]["earlier"]] == [TEXT]
    assert rows[0]["sort_at"].isoformat() == "2020-02-03T08:00:00+00:00"


def test_without_what_writes_tables_it_says_what_to_install(filled, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NeedsMore, match=r"wholestory\[parquet\]"):
        filled.export(tmp_path / "out.parquet", Kind.PARQUET)
    assert not (tmp_path / "out.parquet").exists()


def test_a_file_is_written_whole_or_not_at_all(filled, tmp_path, monkeypatch):
    path = tmp_path / "out.jsonl"
    path.write_text("earlier")
    monkeypatch.setattr(filled.store, "exported", lambda after, most: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        filled.export(path, Kind.JSON)
    assert path.read_text() == "earlier"
    assert sorted(each.name for each in tmp_path.iterdir() if each.name.startswith(".whole")) == []
    with pytest.raises(NotWritten, match="out"):
        filled.export(tmp_path / "none" / "out.jsonl", Kind.JSON)


def test_many_articles_go_out_a_few_at_a_time(newsroom, tmp_path):
    newsroom.import_([write(tmp_path, *(record(f"Of {n}", f"{TEXT} {n}") for n in range(230)))])
    lines = exported(newsroom, Kind.JSON, tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["title"] for line in lines] == [f"Of {n}" for n in range(230)]
