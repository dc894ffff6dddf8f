"""`python -m catalogue SOURCE_FOLDER [TARGET_FOLDER]`: draws the catalogue up anew and prints its figures."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from catalogue import drawing, writing
from catalogue.joining import Tally

TARGET = Path(__file__).resolve().parents[2] / "src" / "wholestory" / "outlets" / "catalogue"


def main() -> None:
    """Writes the files and prints the figures that `docs/notes/outlets.md` gives."""
    if len(sys.argv) not in (2, 3) or not Path(sys.argv[1]).is_dir():
        sys.exit("usage: python -m catalogue SOURCE_FOLDER [TARGET_FOLDER]")
    tally = Tally()
    found = drawing.up(Path(sys.argv[1]), tally)
    texts = writing.files(found)
    writing.write(Path(sys.argv[2]) if len(sys.argv) == 3 else TARGET, texts)
    feeds = [feed for outlet in found for feed in outlet.feeds]
    size = sum(len(text.encode()) for text in texts.values())
    print(f"{len(found)} outlets, {len(feeds)} feeds, {len(texts)} files, {size:,} bytes")
    print(f"{sum(not outlet.feeds for outlet in found)} outlets without a feed")
    for what, values in (
        ("country", [outlet.country for outlet in found]),
        ("country by", [outlet.country_by for outlet in found]),
        ("language", [language for outlet in found for language in outlet.languages or [None]]),
        ("feed's language by", [feed.language_by for feed in feeds]),
        ("kind", [outlet.kind for outlet in found]),
        ("kind by", [outlet.kind_by for outlet in found]),
        ("funding", [outlet.funding for outlet in found]),
        ("name known", [outlet.name != outlet.domains[0] for outlet in found]),
        ("owner known", [outlet.owner is not None for outlet in found]),
        ("topic", [topic for outlet in found for topic in outlet.topics or [None]]),
    ):
        counts = Counter(map(str, values))
        print(
            f"{what} ({len(counts)}):", ", ".join(f"{name} {count}" for name, count in counts.most_common())
        )
    for reason, count in tally.reasons.most_common():
        print(f"left out {count}: {reason}")


main()
