"""`python -m icons [PACKAGES]`: fetches Lucide with npm, writes the sprite, draws the app's own icons.

`PACKAGES` is a `node_modules` folder that holds it already; without it, it goes to a folder thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from icons import picket
from icons.sprite import PACKAGE, sprite

TARGET = Path(__file__).resolve().parents[2] / "src" / "wholestory" / "web" / "static"


def main() -> None:
    """Writes the files and prints their sizes."""
    if len(sys.argv) == 2:
        write(Path(sys.argv[1]))
        return
    with TemporaryDirectory() as folder:
        npm = shutil.which("npm") or sys.exit("`make icons` needs npm")
        wanted = "@".join(PACKAGE)
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, wanted]
        subprocess.run(command, check=True)
        write(Path(folder) / "node_modules")


def write(packages: Path) -> None:
    """The sprite with its licence; the picket as a favicon, an app's icon, and within a mask's safe zone."""
    (TARGET / "icons").mkdir(parents=True, exist_ok=True)
    licence = (packages / PACKAGE[0] / "LICENSE").read_text(encoding="utf-8").rstrip() + "\n"
    texts = {
        "icons.svg": sprite(packages),
        "icons/lucide-ISC.txt": licence,
        "icons/favicon.svg": picket.favicon(),
        "icons/picket.svg": picket.svg(share=0.62),
    }
    for name, text in texts.items():
        (TARGET / name).write_text(text, encoding="utf-8")
    drawn = {
        "icons/180.png": picket.png(180, share=0.62),
        "icons/192.png": picket.png(192, share=0.62),
        "icons/512.png": picket.png(512, share=0.62),
        "icons/maskable-192.png": picket.png(192, share=0.44),
        "icons/maskable-512.png": picket.png(512, share=0.44),
    }
    for name, data in drawn.items():
        (TARGET / name).write_bytes(data)
    for name in (*texts, *drawn):
        print(f"{(TARGET / name).stat().st_size:9,}  {name}")


if __name__ == "__main__":
    main()
