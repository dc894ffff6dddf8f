import ast
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).resolve().parents[2] / "src" / "wholestory"


def test_importing_the_package_loads_neither_numpy_nor_django_nor_a_parser():
    code = "import sys, wholestory; print(sorted({'numpy', 'django', 'lxml', 'rich'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


NETWORK = ("aiohttp", "httpx", "requests", "urllib3", "urllib.request", "socket", "ssl", "http.", "ftplib")
STREAMS = {"open_connection", "create_connection", "create_datagram_endpoint", "sock_connect"}


def _imported(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def _reaches_out(node):
    if isinstance(node, ast.Attribute) and node.attr in STREAMS:
        return [node.attr]
    return [name for name in _imported(node) if name.startswith(NETWORK)]


def test_only_fetch_opens_connections():
    found = {}
    for file in SRC.rglob("*.py"):
        names = [n for node in ast.walk(ast.parse(file.read_text("utf-8"))) for n in _reaches_out(node)]
        if names:
            found[file.relative_to(SRC).as_posix()] = names
    assert found.pop("site/worker.py") == ["socket"], "it looks at the socket it was given, and asks nobody"
    listening = found.pop("jobs/serving.py")
    assert all(name.startswith(("http.server", "socketserver")) for name in listening), (
        "a server listens, and asks nobody"
    )
    assert {name for name in found if not name.startswith("fetch/")} == set()
    assert found, "the search finds nothing at all, not even in fetch"


def test_only_one_place_makes_an_http_session():
    makers = {"ClientSession", "TCPConnector", "request", "ws_connect"}
    found = []
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"aiohttp.{m}" for m in makers}:
                found.append((file.relative_to(SRC).as_posix(), ast.unparse(node.func)))
    assert sorted(found) == [
        ("fetch/client.py", "aiohttp.ClientSession"),
        ("fetch/client.py", "aiohttp.TCPConnector"),
    ]


def test_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=SRC.parents[1],
        check=False,
    )
    assert done.returncode == 0, done.stdout[-1500:]
