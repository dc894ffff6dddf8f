import json

from wholestory.model import Failure
from wholestory.pipeline.inputs import Form, Input, read


def test_folders_are_searched_and_other_files_left_alone(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.txt").write_text("One")
    (tmp_path / "two.HTML").write_text("<p>Two")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    found = list(read([tmp_path]))
    assert [(i.form, i.path.rpartition("/")[2]) for i in found] == [
        (Form.TEXT, "one.txt"),
        (Form.PAGE, "two.HTML"),
    ]


def test_an_id_stays_with_the_content_and_a_double_gets_its_own(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The same")
    one, other = read([tmp_path / "b.txt", tmp_path / "a.txt"])
    assert other.id == f"{one.id}-2"
    (alone,) = read([tmp_path / "b.txt"])
    assert alone.id == one.id


def test_the_same_path_named_twice_is_one_input(tmp_path):
    (tmp_path / "a.txt").write_text("One")
    assert len(list(read([tmp_path, tmp_path / "a.txt"]))) == 1


def test_a_missing_path_an_empty_folder_and_a_huge_file_are_failures_and_the_rest_is_read(tmp_path):
    (tmp_path / "none").mkdir()
    (tmp_path / "a.txt").write_text("One")
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    found = list(read([tmp_path / "gone.txt", tmp_path / "none", tmp_path / "huge.txt", tmp_path / "a.txt"]))
    assert sorted(f.code for f in found if isinstance(f, Failure)) == ["missing", "no_article", "too_large"]
    assert [i.path for i in found if isinstance(i, Input)] == [str(tmp_path / "a.txt")]


def test_each_json_line_is_an_input_with_its_line_number(tmp_path):
    lines = [json.dumps({"title": "One", "text": "Text"}), "", json.dumps({"title": "Two", "text": "Text"})]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    found = list(read([tmp_path]))
    assert [(i.form, i.path.rpartition(":")[2]) for i in found] == [(Form.RECORD, "1"), (Form.RECORD, "3")]
