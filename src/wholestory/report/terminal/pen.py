"""The pen: what it can draw, how wide, and how it writes an outlet's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.style import Style
from rich.table import Table
from rich.text import Text

from wholestory.report import dates, shown
from wholestory.report.witnesses import Witness

NARROWEST, WIDEST = 40, 120
ISOLATE, END = "\u2068", "\u2069"
BOLD, DIM, ITALIC = Style(bold=True), Style(dim=True), Style(italic=True)
DIFFERS, WORKED = Style(color="black", bgcolor="yellow"), Style(underline=True)
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("“”«»„", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("–—−", "-"),
        "…": "...",
        "·": "-",
        "≠": "!=",
        "→": "->",
        "␛": "?",
        "\u00a0": " ",
    }
)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a report, as in an edition with an apparatus."""

    own: str = "┃"
    copy: str = "│"
    first: str = "┻"
    apart: str = "┳"
    differs: str = "≠"
    fits: str = "~"
    worked: str = "∴"
    same: str = "="
    silent: str = "–"
    loose: str = "?"
    only: str = "●"
    dot: str = " · "
    arrow: str = "→"
    rule: str = "─"
    thick: str = "═"
    brand: str = "┃┃┃╷"
    times: str = "×"
    opening: str = "“"
    closing: str = "”"
    block: str = "█"
    ellipsis: str = "…"


ASCII = Marks(
    own="#",
    copy="|",
    first="1",
    apart="T",
    differs="!=",
    worked=":.",
    silent="-",
    dot=" - ",
    arrow="->",
    rule="-",
    thick="=",
    brand="##|",
    times="x",
    only="*",
    opening='"',
    closing='"',
    block="#",
    ellipsis="...",
)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes to `console`, never wider than it is."""

    console: Console
    marks: Marks

    @classmethod
    def of(cls, console: Console, *, ascii: bool) -> Pen:
        """A pen for this console."""
        return cls(console, ASCII if ascii else Marks())

    @property
    def width(self) -> int:
        """Columns to write in."""
        return max(NARROWEST, min(self.console.width, WIDEST))

    def put(self, *things: RenderableType) -> None:
        """Write each thing on lines of its own."""
        for thing in things:
            self.console.print(thing, width=self.width, highlight=False, markup=False, soft_wrap=False)

    def gap(self) -> None:
        """An empty line."""
        self.put("")

    def rule(self, *, thick: bool = False) -> None:
        """A line across."""
        self.put(Text((self.marks.thick if thick else self.marks.rule) * self.width))

    def words(self, text: str) -> str:
        """An outlet's words on one line, safe to send; right-to-left ones inside an isolate."""
        text = shown.line(text)
        text = text.translate(_PLAIN) if self.marks is ASCII else text
        return f"{ISOLATE}{text}{END}" if runs_left(text) else text

    def ours(self, text: str) -> Text:
        """Words of ours."""
        return Text(text.translate(_PLAIN) if self.marks is ASCII else text)

    def paragraph(self, text: str, width: int, *, style: Style | str = "") -> Text:
        """An outlet's words over several lines; each line of right-to-left ones in its own isolate."""
        words = self.words(text)
        if not words.startswith(ISOLATE):
            return Text(words, style=style)
        lines = Text(words.strip(ISOLATE + END)).wrap(self.console, max(width, 8))
        return Text("\n".join(f"{ISOLATE}{line.plain.rstrip()}{END}" for line in lines), style=style)

    def clip(self, text: str, width: int) -> str:
        """An outlet's words cut to `width` columns."""
        words = self.words(text)
        if cell_len(words) <= width:
            return words
        room = width - cell_len(self.marks.ellipsis)
        inner, isolated = words.strip(ISOLATE + END), words.startswith(ISOLATE)
        while inner and cell_len(inner) > room:
            inner = inner[:-1]
        cut = inner.rstrip() + self.marks.ellipsis
        return f"{ISOLATE}{cut}{END}" if isolated else cut

    def siglum(self, witness: Witness) -> Text:
        """A witness's siglum: bold for an own report, dim for a copy, a link to the outlet."""
        style = BOLD if witness.own else DIM
        link = Style(link=witness.url) if witness.url else Style()
        return Text(witness.siglum, style=style + link)

    def sigla(self, witnesses: Iterable[Witness]) -> Text:
        """Several sigla."""
        return Text(" ").join(self.siglum(w) for w in witnesses)

    def named(self, witness: Witness) -> Text:
        """A siglum, the outlet's name and its time."""
        when = dates.short(witness.published)
        return Text.assemble(self.siglum(witness), " ", self.clip(witness.outlet, 40), f", {when}")

    def heading(self, label: str, note: str = "") -> None:
        """The head of a part: a rule, then its name and a note."""
        self.gap()
        self.rule()
        self.put(Text.assemble((label, BOLD), "   " if note else "", (note, DIM)))

    def indented(self, *things: RenderableType, by: int = 4) -> None:
        """Write the things further in."""
        for thing in things:
            self.put(columns(["", thing], [by, self.width - by], gap=0))

    def marked(self, mark: str, text: str) -> Text:
        """A value on the highlighter, behind its mark."""
        return Text(f"{mark} {text}".strip(), style=DIFFERS)


def columns(cells: Sequence[RenderableType], widths: Sequence[int], *, gap: int = 2) -> Table:
    """Cells beside each other, each wrapped in its own width."""
    table = grid(widths, gap=gap)
    table.add_row(*cells)
    return table


def grid(widths: Sequence[int], *, gap: int = 2) -> Table:
    """An empty table of fixed columns without lines."""
    table = Table.grid(padding=(0, gap, 0, 0), pad_edge=False)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    return table


def runs_left(text: str) -> bool:
    """Whether any letter of `text` runs from right to left."""
    return any(bidirectional(c) in {"R", "AL"} for c in text)
