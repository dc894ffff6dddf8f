"""Pages in Chromium: when the largest part stands (LCP), how much moves (CLS), what is fetched, kind by kind.

The real server on the sample outlets, with one member who reads everything; a browser profile of its own for
each load, so nothing is at hand. `--keep FILE` shows a newsroom of your own.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Response, sync_playwright

from wholestory.jobs import pages, sample, serving
from wholestory.newsroom import opened

PHONE, WIDE = (390, 844), (1360, 900)
VITALS = """() => new Promise(done => {
  const found = {lcp: 0, cls: 0};
  new PerformanceObserver(list => list.getEntries().forEach(each => found.lcp = each.startTime))
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => list.getEntries().forEach(each => found.cls += each.value))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(found), 300);
})"""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="the file of a newsroom; else the sample outlets")
    parser.add_argument("--loads", type=int, default=5)
    asked = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        print("no Chromium on this machine (Debian: apt-get install chromium)", file=sys.stderr)
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        served(asked.keep or told(Path(folder))) as (at, kinds),
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        cores, load_before = os.cpu_count(), os.getloadavg()[0]
        print(f"Chromium {browser.version}, {cores} cores, {platform.machine()}; load {load_before:.1f}")
        print(f"{'page':10}{'width':>7}{'LCP ms':>9}{'CLS':>8}{'HTML kB':>9}{'all kB':>8}{'asked':>7}")
        for name, address in kinds.items():
            for size in (WIDE, PHONE):
                show(name, size[0], [load(browser, at + address, size) for _ in range(asked.loads)])
    return 0


def told(folder: Path) -> Path:
    """The sample outlets, gathered and told."""
    with sample.opened(f"sqlite:///{folder / 'sample.db'}") as newsroom:
        newsroom.update()
    return folder / "sample.db"


@contextmanager
def served(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The address of the site on a newsroom's file, and those of one page of each kind."""
    with opened(f"sqlite:///{file}") as newsroom:
        story = newsroom.edition().picks[0].story
        whole = newsroom.story(story)
        assert whole is not None
        article, word = whole.articles[0].article, (whole.brief.headline or "news").split()[0]
    port = serving.free("127.0.0.1", 0)
    kinds = {
        "front": "/",
        "story": f"/story/{story}",
        "article": f"/article/{article.id}",
        "search": f"/search?q={word}",
        "sections": "/sections",
        "desk": "/desk",
    }
    environ = {"WHOLESTORY_DATABASE": f"sqlite:///{file}", "WHOLESTORY_OPEN": "1"}
    with pages.served("127.0.0.1", port, environ=environ):
        yield f"http://127.0.0.1:{port}", kinds


def load(browser: Browser, address: str, size: tuple[int, int]) -> tuple[float, float, int, int, int]:
    """LCP in ms, CLS, bytes of the page packed, bytes of everything, and how many answers that took."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
    page, answers = context.new_page(), list[Response]()
    page.on("response", lambda answer: answers.append(answer))
    first = page.goto(address, wait_until="load")
    assert first is not None
    assert first.ok, address
    vitals = page.evaluate(VITALS)
    html, whole = len(gzip.compress(first.body(), 6)), sum(sent(each) for each in answers)
    context.close()
    return vitals["lcp"], vitals["cls"], html, whole, len(answers)


def sent(answer: Response) -> int:
    """Bytes of an answer's body as it came."""
    return answer.request.sizes()["responseBodySize"]


def show(name: str, width: int, found: list[tuple[float, float, int, int, int]]) -> None:
    """Print one line: medians."""
    lcp, cls, html, whole, asked = (median(each) for each in zip(*found, strict=True))
    print(f"{name:10}{width:7}{lcp:9.0f}{cls:8.3f}{html / 1024:9.1f}{whole / 1024:8.1f}{asked:7.0f}")


if __name__ == "__main__":
    sys.exit(main())
