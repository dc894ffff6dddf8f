"""Documentation is tested: what the program offers stands in it, and what it names exists."""

import re
from pathlib import Path

from typer.main import get_command

from wholestory.cli import app

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_documented():
    missing = []
    for name, command in get_command(app).commands.items():
        missing += [name] if f"`wholestory {name}" not in COMMANDS else []
        options = [o for p in command.params if p.param_type_name == "option" for o in p.opts]
        missing += [o for o in options if f"`{o}" not in COMMANDS and o not in ("--help",)]
    assert missing == []


def test_every_make_target_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = set(re.findall(r"make ([a-z-]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert {"run", "test"} <= named
    assert [t for t in named if not re.search(rf"^[a-z -]*\b{t}\b[a-z -]*:", makefile, re.M)] == []


def test_links_between_pages_lead_somewhere():
    broken = []
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if not (page.parent / target).exists():
                broken.append((page.name, target))
    assert broken == []


def test_every_measure_is_documented():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "reference" / "measures.md").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*?[^\\])$", makefile, re.M | re.S)
    named = phony[1].replace("\\", " ").split() if phony else []
    targets = [name for name in named if name.startswith(("eval-", "bench", "train"))]
    assert targets
    assert [t for t in targets if f"`make {t}`" not in page] == []
