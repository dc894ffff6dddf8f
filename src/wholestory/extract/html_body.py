"""Which pieces of a page are its article: several readings vote, forms and places settle the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from wholestory.extract import cleaner
from wholestory.extract.html_opinions import READINGS, key
from wholestory.extract.html_pieces import Piece

_BEYOND = frozenset({"comments", "menu", "hidden", "aside", "related", "footer"})
_FOREIGN = _BEYOND | {"caption", "share", "call", "banner", "byline", "tags", "figure", "form"}
_OUTSIDE = _FOREIGN | {"dek"}
_OPENING = 30  # letters by which a copy is known: teasers are cut, summaries run on
_REACH = 6  # pieces without running text that may stand between two parts of one article


@dataclass(slots=True)
class Choice:
    """The pieces taken for the article so far, and why others that some reading took are not."""

    kept: list[bool]
    reasons: dict[int, str] = field(default_factory=dict)

    def drop(self, index: int, reason: str) -> None:
        """Take a piece out."""
        self.kept[index] = False
        self.reasons[index] = reason

    def indices(self) -> list[int]:
        """The pieces kept, in order."""
        return [index for index, kept in enumerate(self.kept) if kept]


@dataclass(frozen=True, slots=True)
class Scene:
    """A page's pieces with what is known of them.

    `core` are the pieces of running text that the readings agree on, `home` the places they stand
    in (`main` the one with most of it), `usual` the hints that most of them share: those tell nothing
    of a single piece.
    """

    pieces: Sequence[Piece]
    keys: Sequence[str]
    votes: Sequence[int]
    core: Sequence[int]
    home: set[int]
    main: int
    usual: frozenset[str]
    titles: frozenset[str]
    alts: frozenset[str]

    def near(self, index: int) -> frozenset[str]:
        """What the elements next to a piece say of it that they do not say of all."""
        return self.pieces[index].near - self.usual

    def around(self, index: int) -> frozenset[str]:
        """The same for all elements around it."""
        return self.pieces[index].hints - self.usual


def choose(
    pieces: Sequence[Piece], votes: Sequence[int], *, titles: Iterable[str] = (), alts: Iterable[str] = ()
) -> Choice:
    """The pieces that are the article's text, title left out.

    `votes` says how many readings hold each piece, `titles` how the page calls itself, `alts` what it
    says its images show. Nothing is kept where no reading finds running text.
    """
    scene = _scene(pieces, votes, titles, alts)
    choice = Choice([count > READINGS // 2 for count in votes])
    if not scene.core:
        return Choice([False] * len(pieces))
    _keep_one_of_each(scene, choice)
    _reach_back(scene, choice)
    last = _reach_on(scene, choice)
    _fill(scene, choice, last)
    _drop_copies(scene, choice)
    _clean(scene, choice)
    return choice


def _scene(
    pieces: Sequence[Piece], votes: Sequence[int], titles: Iterable[str], alts: Iterable[str]
) -> Scene:
    keys = [key(piece.text) for piece in pieces]
    core = _core(pieces, keys, votes)
    places: Counter[int] = Counter()
    for index in core:
        places[pieces[index].place] += len(pieces[index].text)
    hints = Counter(hint for index in core for hint in pieces[index].hints)
    return Scene(
        pieces=pieces,
        keys=keys,
        votes=votes,
        core=core,
        home=set(places),
        main=max(places, key=lambda place: places[place], default=0),
        usual=frozenset(hint for hint, count in hints.items() if count * 2 > len(core)),
        titles=frozenset(filter(None, map(key, titles))),
        alts=frozenset(filter(None, map(key, alts))),
    )


def _core(pieces: Sequence[Piece], keys: Sequence[str], votes: Sequence[int]) -> list[int]:
    """Unrepeated running text that most readings hold; failing that, whatever they hold."""
    repeats = Counter(keys)
    agreed = [i for i, count in enumerate(votes) if count > READINGS // 2]
    prose = [i for i in agreed if pieces[i].is_prose and repeats[keys[i]] == 1]
    return prose or agreed or [i for i, count in enumerate(votes) if count and pieces[i].is_prose]


def _keep_one_of_each(scene: Scene, choice: Choice) -> None:
    """Of lines that stand several times on a page, one outside the article is the menu's."""
    first, last = scene.core[0], scene.core[-1]
    standing: dict[str, list[int]] = {}
    for index, known in enumerate(scene.keys):
        standing.setdefault(known, []).append(index)
    for index in choice.indices():
        others = [other for other in standing[scene.keys[index]] if other != index]
        if not others or first <= index <= last or _may_recur(scene, index):
            continue
        distance = min(abs(index - first), abs(index - last))
        if any(first <= o <= last or min(abs(o - first), abs(o - last)) < distance for o in others):
            choice.drop(index, "repeat")


def _reach_on(scene: Scene, choice: Choice) -> int:
    """Where the article ends: readings that stop early are overruled by one that goes on in prose."""
    tags = {scene.pieces[index].tag for index in scene.core}
    last, gap = scene.core[-1], 0
    for index in range(last + 1, len(scene.pieces)):
        piece = scene.pieces[index]
        at_home = piece.place in scene.home or piece.tag in tags
        if piece.is_prose and scene.votes[index] and at_home and not scene.around(index) & _BEYOND:
            choice.kept[index] = True
            last, gap = index, 0
        elif piece.linked < 0.5:
            gap += 1
        if gap >= _REACH:
            break
    return last


def _may_recur(scene: Scene, index: int) -> bool:
    return len(scene.keys[index]) < _OPENING and scene.pieces[index].place in scene.home


def _reach_back(scene: Scene, choice: Choice) -> None:
    """An opening paragraph set apart from the rest, right above it, that one reading holds."""
    for index in range(scene.core[0] - 1, max(-1, scene.core[0] - 4), -1):
        piece = scene.pieces[index]
        if piece.heads or scene.keys[index] in scene.titles:
            return
        again = scene.keys.count(scene.keys[index]) > 1
        if piece.is_prose and scene.votes[index] and not again and not scene.around(index) & _OUTSIDE:
            choice.kept[index] = True


def _drop_copies(scene: Scene, choice: Choice) -> None:
    """Of pieces that open with the same words, one is the article's: the one most readings hold."""
    core = set(scene.core)
    openings: dict[str, list[int]] = {}
    for index in choice.indices():
        if len(scene.keys[index]) > _OPENING:
            openings.setdefault(scene.keys[index][:_OPENING], []).append(index)
    for same in openings.values():
        best = max(same, key=lambda i: ("hidden" not in scene.around(i), i in core, scene.votes[i], -i))
        for index in same:
            cut = scene.pieces[index].text.endswith(("…", "..."))
            if index != best and (cut or "hidden" in scene.around(index)):
                choice.drop(index, "repeat")


def _fill(scene: Scene, choice: Choice, last: int) -> None:
    """What the readings left out inside the article and yet is of it. Twice, as places become known."""
    for _ in range(2):
        for index in range(scene.core[0], last + 1):
            if not choice.kept[index] and _belongs(scene, index):
                choice.kept[index] = True
                if scene.pieces[index].is_prose:
                    scene.home.add(scene.pieces[index].place)


def _belongs(scene: Scene, index: int) -> bool:
    piece, votes = scene.pieces[index], scene.votes[index]
    if cleaner.is_rule(piece.text):
        return piece.place in scene.home
    posted = {"quote", "embed"} <= piece.hints
    if scene.around(index) & (_BEYOND - {"aside", "hidden"} if posted else _FOREIGN):
        return False
    if piece.is_prose and votes:
        return True
    if piece.place not in scene.home and "quote" not in piece.hints and piece.tag not in ("td", "th", "li"):
        return False
    if piece.is_prose or posted:
        return True
    if (piece.heads or "dek" in piece.near) and piece.linked < 0.3:
        return True
    bracketed = piece.text[:1] in "[(" and len(piece.text) < 30
    return votes > 0 and (piece.linked < 0.5 or bracketed) and not piece.pictured


def _clean(scene: Scene, choice: Choice) -> None:
    for index in choice.indices():
        reason = cleaner.reason(scene, index)
        if reason:
            choice.drop(index, reason)
    prose = [index for index in choice.indices() if scene.pieces[index].is_prose]
    if prose:
        _clean_start(scene, choice, prose)
        _drop_lead_ins(scene, choice)
        _clean_end(scene, choice, prose[-1])


def _clean_start(scene: Scene, choice: Choice, prose: Sequence[int]) -> None:
    first = next((index for index in prose if not scene.pieces[index].heads), prose[0])
    heading = _heading(scene, choice, prose)
    for index in [i for i in choice.indices() if i < heading]:
        choice.drop(index, "above")
    for index in choice.indices():
        if index >= first:
            return
        reason = cleaner.reason_before(scene, index, followed=_followed(choice.kept, index))
        if reason:
            choice.drop(index, reason)


def _heading(scene: Scene, choice: Choice, prose: Sequence[int]) -> int:
    """Where the headline stands, if nearly all running text is below it; else 0."""
    found = [
        index
        for index in range(prose[0], prose[-1])
        if scene.pieces[index].heads and scene.keys[index] in scene.titles
    ]
    above = sum(len(scene.pieces[i].text) for i in prose if found and i < found[0])
    return found[0] if found and above * 4 < sum(len(scene.pieces[i].text) for i in prose) else 0


def _followed(kept: Sequence[bool], index: int) -> bool:
    return index + 1 < len(kept) and kept[index + 1]


def _drop_lead_ins(scene: Scene, choice: Choice) -> None:
    """A short line right above what was dropped as links is their heading."""
    for index in choice.indices():
        if choice.reasons.get(index + 1) == "related" and cleaner.is_lead_in(scene.pieces[index]):
            choice.drop(index, "related")


def _clean_end(scene: Scene, choice: Choice, last: int) -> None:
    crowded = cleaner.addresses(scene.pieces[index] for index in choice.indices()) > 4
    for index in reversed(choice.indices()[-4:]):
        reason = cleaner.reason_after(scene, index, crowded=crowded) if index > scene.core[0] else None
        if reason:
            choice.drop(index, reason)
    for index in reversed(choice.indices()):
        if not cleaner.trails(scene, index, last):
            return
        choice.drop(index, "end")
