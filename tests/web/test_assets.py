import gzip
import json
import re
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from wholestory.web import assets

STATIC = Path(str(files("wholestory.web") / "static"))
REPORT = Path(str(files("wholestory.report.page") / "css"))
SHEETS = sorted([*STATIC.glob("css/*.css"), *REPORT.glob("*.css")])


@pytest.fixture(scope="module")
def served():
    return assets.all_assets()


@pytest.fixture(scope="module")
def style(served):
    return served["wholestory.css"].body.decode()


def declared(text, selector):
    """The custom properties that the block of `selector` gives."""
    block = text[text.index(selector + " {") :]
    return dict(re.findall(r"(--[\w-]+): (#\w+);", block[: block.index("}")]))


def test_a_name_holds_the_hash_of_what_it_names(served):
    for plain, asset in served.items():
        stem, _, ending = plain.rpartition(".")
        assert asset.name == f"{stem}.{sha256(asset.body).hexdigest()[:12]}.{ending}"


def test_a_file_is_found_by_the_address_a_page_gives(served):
    for plain, asset in served.items():
        assert assets.by_address()[assets.address(plain).removeprefix("/static/")] is asset


def test_the_workers_address_stays_and_it_is_told_what_to_keep(served):
    worker = assets.worker()
    assert worker.name == "worker.js"
    assert "worker.js" not in served
    told = dict(re.findall(r"^const ([A-Z]+) = (.*);$", worker.body.decode(), re.M))
    kept = [*json.loads(told["SHELL"]), json.loads(told["ICON"])]
    assert [k for k in kept if k.removeprefix("/static/") not in assets.by_address()] == []
    assert assets.address("wholestory.css") in kept


def test_the_script_stays_small(served):
    assert len(served["app.js"].body) <= 20 * 1024


def test_every_file_has_a_type_a_browser_takes(served):
    assert {asset.type.split(";")[0] for asset in served.values()} == {
        "text/css",
        "text/javascript",
        "image/png",
        "image/svg+xml",
        "text/plain",
        "font/woff2",
    }


def test_the_style_asks_only_for_files_that_are_served(style, served):
    assert "@import" not in style
    names = set(assets.by_address())
    asked = re.findall(r"url\(([^)]*)\)", style)
    assert len(asked) == len(list(STATIC.glob("fonts/*.woff2")))
    assert [a for a in asked if a.strip('"') not in names] == []


def test_a_sheet_that_names_a_missing_file_is_an_error():
    with pytest.raises(KeyError):
        assets.style({})


def test_every_sheet_is_in_the_order_and_none_twice():
    listed = [
        (REPORT if room == assets.REPORT else STATIC / "css") / f"{name}.css" for room, name in assets.SHEETS
    ]
    assert sorted(listed) == SHEETS


def test_the_style_stays_small(style):
    assert len(gzip.compress(style.encode(), 9)) <= 25 * 1024


def test_dark_by_choice_is_dark_by_preference():
    chosen = declared((STATIC / "css/theme.css").read_text("utf-8"), ':root[data-theme="dark"]')
    preferred = declared((REPORT / "tokens.css").read_text("utf-8"), ':root:not([data-theme="light"])')
    assert len(chosen) > 10
    assert chosen == preferred


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_a_sheet_knows_start_and_end_but_neither_left_nor_right(sheet):
    text = sheet.read_text("utf-8")
    assert not re.findall(r"(?:^|[\s-])(?:left|right)\s*:", text, re.M)
    assert not re.findall(r"(?:text-align|float|clear):\s*(?:left|right)", text)
    for found in re.findall(r"(?:padding|margin|inset|border-width):([^;]*);", text):
        sides = re.findall(r"(?:\w+\([^;]*?\)+|[^\s(]+)", found)
        assert len(sides) < 4 or sides[1] == sides[3], found
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_text_grows_with_the_readers_size(sheet):
    text = sheet.read_text("utf-8")
    assert not re.findall(r"(?:font-size|line-height):[^;]*\dpx", text)
    assert not re.findall(r"font:[^;]*\dpx", text)


def test_fonts_are_light_and_their_licences_stand_beside():
    fonts = list(STATIC.glob("fonts/*.woff2"))
    assert sum(f.stat().st_size for f in fonts) <= 700_000
    licences = [f.read_text("utf-8") for f in STATIC.glob("fonts/*-OFL.txt")]
    assert len(licences) == 6
    assert all(
        "SIL Open Font License" in text.replace("SIL OPEN FONT LICENSE", "SIL Open Font License")
        for text in licences
    )


def test_marks_that_carry_meaning_are_never_left_to_the_readers_fonts():
    held = TTFont(STATIC / "fonts" / "marks.woff2").getBestCmap()
    assert [mark for mark in "≠≈→←↑↓−●" if ord(mark) not in held] == []


def test_the_arabic_face_still_joins_letters():
    font = TTFont(STATIC / "fonts" / "arabic.woff2")
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina"} <= features


def test_every_icon_is_a_symbol_that_draws_in_the_texts_colour():
    sprite = assets.text("icons.svg")
    names = re.findall(r'<symbol id="(i-[a-z]+)" viewBox="0 0 24 24">', sprite)
    assert len(names) == len(set(names)) == sprite.count("<symbol")
    assert "fill=" not in sprite
    assert "<script" not in sprite


def test_pictures_are_as_large_as_their_names_say(served):
    for name in ("180", "192", "512", "maskable-192", "maskable-512"):
        data = served[f"icons/{name}.png"].body
        size = int(name.rpartition("-")[2])
        assert (int.from_bytes(data[16:20]), int.from_bytes(data[20:24])) == (size, size)
