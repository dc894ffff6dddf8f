"""Whom "he" and "she" mean, where the sentence and the one before leave one person."""

from __future__ import annotations

from collections.abc import Iterator

from wholestory.analyze.names.people import Gender, Named, People, is_said, pronouns


def resolve(people: People) -> Iterator[tuple[int, int]]:
    """Word and group of each pronoun that can mean one person only; the rest is left out.

    One compatible person named in the same sentence before it or in the sentence before; or, for a
    pronoun that is itself a subject, the one compatible subject of the clause or sentence before.
    Nobody where someone without a name is near too, or a pronoun that is unsure itself.
    """
    lexicon = people.lexicon
    subjects = lexicon.subjects_male | lexicon.subjects_female | lexicon.said_female
    for at, gender in pronouns(people):
        subject = people.words[at].form in subjects
        group = _meant(people, at, gender, subject=subject)
        if group is None:
            if subject:
                people.unsure[at] = gender
            continue
        people.add(Named(group, at, subject))
        yield at, group


def _meant(people: People, at: int, gender: Gender, *, subject: bool) -> int | None:
    window = people.window(at)
    own = [n for n in window if people.words[n.at].sentence == people.words[at].sentence]
    if subject and is_said(people, at):
        # Whoever is named in the words said is spoken of there, and so is not the one who says them.
        spoken = {n.group for n in own if n.at in people.quoted}
        window = [n for n in window if n.group not in spoken]
    fitting = [n for n in window if people.fits(n.group, gender)]
    if not fitting or people.rival(at, gender):
        return None
    if len({n.group for n in fitting}) == 1:
        return fitting[0].group
    return _acting(people, [n for n in fitting if n in own] or fitting, gender) if subject else None


def _acting(people: People, among: list[Named], gender: Gender) -> int | None:
    """The first named where nothing owns or governs the name: the subject of the clause before."""
    first = among[0]
    return first.group if first.subject and people.genders.get(first.group) is gender else None
