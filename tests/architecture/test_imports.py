import ast
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"


def test_importing_the_package_loads_neither_numpy_nor_django_nor_a_parser():
    code = "import sys, wholestory; print(sorted({'numpy', 'django', 'lxml', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_opens_a_connection():
    """Only `fetch` may, and it does not stand yet."""
    found = []
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            found += [
                (file.name, n) for n in names if n.startswith(("urllib.request", "socket", "http.", "ftplib"))
            ]
    assert found == []


def test_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=SRC.parents[1],
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1500:]
