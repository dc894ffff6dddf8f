"""A saga of five articles made for the tests: two friends, two birthdays a year, the same old quotation."""

# ruff: noqa: E501

from datetime import date

from told import told

FIRST, SECOND = "Runa Halvard", "Ilse Merckel"

OLD = '"I am choosing my children and the quiet life we are building as a family"'
WISH = '"Happy birthday to the bravest heart I know, who lifts up everyone around her"'
ALWAYS = '"Here is to celebrating you today and every day that comes after"'
FRIENDS = '"She hated how many of their friends turned their backs on them that winter"'

TOLD = (
    (
        "greeting",
        "{A}'s birthday posts for {B} look like a plan",
        "2024-10-22",
        "{A} posted several pictures for the birthday of {B}. Beside a photo of the two, {A} wrote, " + WISH + ". "
        "She added, " + ALWAYS + ". {A} left politics two years ago. " + OLD + ", she said then.",
        "After her father took office many friends of {A} went away. " + FRIENDS + ", a source said at the time.",
    ),
    (
        "greeting-again",
        None,
        "2024-10-26",
        "{A} recently wished her old friend {B} a happy birthday. With several pictures she wrote, " + WISH + ". "
        + ALWAYS + ". Many think that the wish is meant for something bigger.",
        "She had said in 2022, " + OLD + ". A person close to {A} said, " + FRIENDS + ".",
    ),
    (
        "answer",
        "{B} raises eyebrows with post for {A} days before the election",
        "2024-10-31",
        '{B} wished {A} a happy birthday just days before the vote. "No one kinder than you, my dear", {B} wrote '
        "over a picture of the pair, with three white hearts.",
        'Readers called it a choice. "Posting this a week before the vote is a deliberate choice", one user wrote. '
        '"Why is anyone surprised, they have been friends for decades", another one answered.',
    ),
    (
        "party",
        "{A} is a surprise guest at the birthday party of {B}",
        "2023-10-24",
        "{B} celebrated her birthday over the weekend in a restaurant in the hills, and among the guests in her "
        'pictures was {A}. "Loved celebrating you with all my heart", {A} wrote under one of them.',
        "{A} has kept away from the campaign of her father. She left politics a year ago. " + OLD + ", she wrote.",
    ),
    (
        "year-before",
        "{B} speaks of her friendship with {A} in a birthday message",
        "2023-11-03",
        '{B} returned the gesture and wished {A} a happy birthday, which fell on Monday. "Happy birthday to the most '
        'thoughtful and gentle soul", {B} wrote under a picture of the two with their eldest daughters.',
        'The posts spoke of a meeting soon. "I cannot wait to celebrate you in person next week", {B} wrote.',
    ),
)  # fmt: skip
TOPIC = "birthday friends famous message picture"


def _saga(names=(FIRST, SECOND), years=0, id_suffix=""):
    a, b = names
    return [
        told(
            *(p.replace("{A}", a).replace("{B}", b) for p in paragraphs),
            id=id + id_suffix,
            title=title and title.replace("{A}", a).replace("{B}", b),
            published=_later(day, years),
            people=names,
            topic=f"{TOPIC} {id.split('-')[0]}",
        )
        for id, title, day, *paragraphs in TOLD
    ]


def _later(day: str, years: int) -> str:
    then = date.fromisoformat(day)
    return then.replace(year=then.year + years).isoformat()


def renamed(names=(FIRST, SECOND), id_suffix=""):
    return _saga(names, id_suffix=id_suffix)


def shifted(years):
    return _saga(years=years)


SAGA = _saga()
