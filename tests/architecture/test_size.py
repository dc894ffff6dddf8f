"""The plan's limits: a function stops at 40 lines, a file at 400; the medians stay small."""

import ast
from pathlib import Path
from statistics import median

FILES = sorted((Path(__file__).resolve().parents[2] / "src" / "wholestory").rglob("*.py"))


def functions():
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.name}:{node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_longer_than_forty_lines():
    assert [(name, lines) for name, lines in functions() if lines > 40] == []


def test_the_median_function_is_short():
    assert median(lines for _, lines in functions()) <= 10


def test_no_file_is_longer_than_four_hundred_lines():
    written = [f for f in FILES if f.parent.name != "migrations"]  # which Django writes
    lengths = {f.name: len(f.read_text(encoding="utf-8").splitlines()) for f in written}
    assert {name: n for name, n in lengths.items() if n > 400} == {}
