"""`python -m fonts [PACKAGES]`: fetches the packages with npm, cuts the faces, writes `faces.css` anew.

`PACKAGES` is a `node_modules` folder that holds them already; without it they go to a folder of their own
that is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fonts.cutting import cut
from fonts.faces import FACES, PACKAGES
from fonts.writing import sheet

STATIC = Path(__file__).resolve().parents[2] / "src" / "wholestory" / "web" / "static"


def main() -> None:
    """Writes the files and prints their sizes."""
    if len(sys.argv) == 2:
        write(Path(sys.argv[1]))
        return
    with TemporaryDirectory() as folder:
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        npm = shutil.which("npm") or sys.exit("`make fonts` needs npm")
        command = [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, *wanted]
        subprocess.run(command, check=True)
        write(Path(folder) / "node_modules")


def write(packages: Path) -> None:
    """Cuts every face into `static/fonts`, copies the licences beside them, writes `static/css/faces.css`."""
    folder = STATIC / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for face in FACES:
        data = cut(face, packages)
        (folder / f"{face.name}.woff2").write_bytes(data)
        total += len(data)
        print(f"{len(data):9,}  {face.name}")
    for package in sorted({face.package for face in FACES}):
        name = package.rsplit("/", 1)[1]
        licence = (packages / package / "LICENSE").read_text(encoding="utf-8")
        (folder / f"{name}-OFL.txt").write_text(licence.rstrip() + "\n", encoding="utf-8")
    (STATIC / "css" / "faces.css").write_text(sheet(packages, folder), encoding="utf-8")
    print(f"{total:9,}  in all")


if __name__ == "__main__":
    main()
