"""Every string of a report except labels is cut from its article or its file, whatever was put in."""

import html
import json
from importlib.resources import as_file, files
from pathlib import Path

import pytest

import wholestory
from wholestory.extract import decode
from wholestory.report import contract

LABELS = {
    *("id", "ids", "kind", "code", "message", "reason", "path", "url", "language", "granularity"),
    *("basis", "role", "type", "state", "outcome", "attribute", "status", "warnings", "because"),
    *("article", "articles", "stories", "first", "story", "thread", "quotations", "nested_in", "entity"),
    *("copy_of", "value", "unit", "earliest", "latest"),  # ids, ISO times, figures worked out of a slice
}
ODD = {
    "mixed.txt": "Le pont rouvre\n\n« Enfin », a déclaré Élodie Brûlé, la maire, lundi.\n".encode()
    + b"Le caf\xe9 est ferm\xe9 \xff\xfe depuis lundi.\n",
    "wide.txt": "Ponte riaperto\r\n\r\nIl ponte è stato riaperto, ha detto Ada Marr.\r\n".encode("utf-16"),
    "zero.txt": "A\u200bbridge\u00ad opens\n\n\u202eThe bridge\u202c opened \U0001f309 today, said Ann O’Shea.\n".encode(),  # noqa: E501
    "arabic.txt": 'افتتاح الجسر\n\nوقالت رئيسة البلدية: "انتظرنا طويلا". وكلف العمل 42 مليون يورو.\n'.encode(),  # noqa: E501
    "page.html": b"<html><head><title>Pier opens &amp; closes</title></head><body><article><h1>Pier opens &amp; closes"  # noqa: E501
    b"</h1><p>The pier opened on Monday, said the mayor, Ann&nbsp;Oakes, 51, &ldquo;at last&rdquo;, after two "  # noqa: E501
    b"years of work.</p><p>It cost 42&nbsp;million euros, the council said.</p></article></body></html>",
    "records.jsonl": "\n".join(
        json.dumps({"title": f"Bridge {n}", "text": 'The bridge opened. "At last," said Ann Oakes.', **more})
        for n, more in enumerate(
            [{"outlet": " The  Echo "}, {"byline": ["Ann", "Ben"]}, {"date": "2024-05-06"}]
        )
    ).encode(),
}


def strings(node, key=None):
    if isinstance(node, dict):
        for name, child in node.items():
            if name != "subject" or child != node["attribute"].partition(":")[2]:  # what is counted: a label
                yield from strings(child, name)
    elif isinstance(node, list):
        for child in node:
            yield from strings(child, key)
    elif isinstance(node, str):
        yield key, node


def one_spaced(text):
    return " ".join(html.unescape(text).split())


def given(path):
    """What a file holds, as read and with its mark-up's escapes resolved."""
    text = decode(path.read_bytes())
    if path.suffix == ".jsonl":
        records = [json.loads(line) for line in text.splitlines()]
        text = "\n".join(word for record in records for _, word in strings(record)) + "\nAnn, Ben"
    return text


def loose(folder: Path):
    telling = wholestory.tell([folder])
    data = contract.data(telling)
    texts = [a.text for a in telling.articles] + [
        given(file) for file in folder.rglob("*.*") if file.is_file()
    ]
    whole = "\n".join(texts)
    spaced = one_spaced(whole)
    known = {a.id for a in telling.articles} | {entity["id"] for entity in data["entities"]}
    return {
        (key, text)
        for key, text in strings(data)
        if key not in LABELS and text not in whole and text not in known and one_spaced(text) not in spaced
    }


def test_of_the_sample_edition():
    with as_file(files("wholestory") / "sample" / "articles") as folder:
        assert loose(folder) == set()


def test_of_odd_files(tmp_path):
    for name, data in ODD.items():
        (tmp_path / name).write_bytes(data)
    assert loose(tmp_path) == set()


@pytest.mark.shared
def test_of_the_seeds(shared):
    assert loose(shared / "seeds") == set()
