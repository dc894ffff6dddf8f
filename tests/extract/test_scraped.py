"""Scraped text: what is the article, what is its frame, and that every letter can be found in the file."""

import contextlib
import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wholestory import errors, extract
from wholestory.model import Article, ArticleId, Basis, Granularity, Role, Span

SAMPLE = Path(__file__).resolve().parents[2] / "src" / "wholestory" / "sample" / "articles"
GOLD = Path(__file__).resolve().parents[1] / "sample_gold.json"

LEAD = (
    "A passenger ferry ran aground on Friday evening after losing power in the Kell Strait, and all 214"
    " people on board were brought ashore, the coastguard said."
)
MORE = 'The captain blamed the wind. "We had no power and no choice," he said on Saturday morning in Marra.'
TITLE = "Ferry runs aground in Kell Strait"


def read(text: str) -> Article:
    article = extract.scraped(text, id=ArticleId("a"), path="a.txt")
    assert_traceable(article, text)
    return article


def assert_traceable(article: Article, file: str) -> None:
    for block in article.blocks:
        at = article.in_file(Span(article.id, block.start, block.end))
        assert at is not None
        assert file[slice(*at)] == article.text[block.start : block.end]
    assert article.text == "\n\n".join(article.text[b.start : b.end] for b in article.blocks)
    for removed in article.removed:
        assert file[removed.file_start : removed.file_end] == removed.text
    for span in article.published.evidence if article.published else ():
        assert file[span.start : span.end].strip()
    for part in (article.outlet, article.byline, *(x for c in article.captions for x in (c.text, c.credit))):
        assert part is None or part in file


def words_with(article: Article, role: Role) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.role is role]


def reasons(article: Article) -> dict[str, str]:
    return {r.text: r.reason for r in article.removed}


def test_a_plain_article() -> None:
    article = read(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n")
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"
    assert (article.outlet, article.byline, article.published, article.removed) == (None, None, None, ())


def test_a_marker_glued_to_a_title() -> None:
    article = read(f" date 2024-10-22 {TITLE}\n{LEAD}\n{MORE}")
    assert article.title == TITLE
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2024-10-22", Basis.COLLECTION)
    assert [r.reason for r in article.removed] == ["date"]


def test_a_marker_glued_to_a_first_paragraph_makes_no_title() -> None:
    article = read(f"date 2024-10-26 {LEAD} {MORE}\n\n{MORE}")
    assert article.title is None
    assert article.text.startswith("A passenger ferry")


def test_a_stated_date_is_firmer_than_a_marker() -> None:
    article = read(f"date 2024-10-26 {TITLE}\n21 October 2024, 18:21\n\n{LEAD}\n\n{MORE}")
    assert article.published is not None
    assert (article.published.value, article.published.basis) == ("2024-10-21T18:21", Basis.STATED)


def test_a_date_inside_a_sentence_is_no_date_line() -> None:
    article = read(
        f"2024-10-22 was the day the ferry sank, people here say, and few forget it.\n\n{LEAD}\n\n{MORE}"
    )
    assert article.published is None
    assert article.text.startswith("2024-10-22 was")


FRAMES = {
    "en": (
        [
            "All your magazines in one app.",
            "Unlimited reading.",
            "Start now",
            "The Harbour Post",
            "The Harbour Post",
            "Jane Doe",
        ],
        [
            "Create an account to read on",
            "Already a subscriber? Log in",
            "Related Stories",
            "Council passes budget",
            "Thirty days free",
            "One subscription. Every title.",
        ],
    ),
    "de": (
        [
            "Alle Magazine. Eine App.",
            "Jetzt 30 Tage kostenlos testen",
            "The Harbour Post",
            "The Harbour Post",
            "Jane Doe",
        ],
        [
            "Artikel weiterlesen",
            "Du hast bereits ein Konto? Hier anmelden",
            "Meistgelesen",
            "Warum die Möwen bleiben",
            "Unbegrenzt lesen, monatlich kündbar.",
        ],
    ),
    "fr": (
        [
            "Toute la presse dans une seule appli.",
            "Commencer",
            "The Harbour Post",
            "The Harbour Post",
            "Jane Doe",
        ],
        [
            "Créez un compte pour lire la suite",
            "Déjà membre ? Connectez-vous",
            "À lire aussi",
            "Quatorze jours offerts",
        ],
    ),
    "nl": (
        ["Al je nieuws op één plek.", "Begin met lezen", "The Harbour Post", "The Harbour Post", "Jane Doe"],
        [
            "Meld je aan om dit artikel te lezen",
            "Lees nieuws uit honderden titels, speciaal voor jou.",
            "Al lid? Log hier in",
            "Onze keuze",
            "Veertien dagen gratis",
            "Eén app. Eén lidmaatschap.",
        ],
    ),
    "da": (
        [
            "Alle dine magasiner samlet.",
            "Én app.",
            "Kom i gang",
            "The Harbour Post",
            "The Harbour Post",
            "Jane Doe",
        ],
        ["Læs også", "Byråd vedtager budget", "Hent appen", "Del artiklen"],
    ),
}


@pytest.mark.parametrize("language", FRAMES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_an_apps_frame_at_both_ends(language: str, gap: str) -> None:
    head, tail = FRAMES[language]
    article = read("\n".join(head) + f"\n\n{TITLE}\n\n{LEAD}{gap}{MORE}\n\n" + "\n".join(tail))
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"
    assert (article.outlet, article.byline) == ("The Harbour Post", "Jane Doe")
    assert [r.text for r in article.removed] == head + tail


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("By Jane Doe and John Roe", "Jane Doe and John Roe"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe in Marra", "Jane Doe"),
        ("Von Jan Olsen", "Jan Olsen"),
        ("Di Anna Verdi", "Anna Verdi"),
        ("Par Élodie Marchand", "Élodie Marchand"),
        ("Por Marta Souto", "Marta Souto"),
        ("a cura di Anna Verdi", "Anna Verdi"),
        ("Jane Doe", "Jane Doe"),
        ("ليلى حداد", "ليلى حداد"),
        ("Мария Иванова", "Мария Иванова"),
        ("By Jane Doe | 21 November 2025", "Jane Doe"),
        ("Redazione", "Redazione"),
    ],
)
def test_bylines(line: str, byline: str) -> None:
    article = read(f"{TITLE}\n{line}\n\n{LEAD}\n\n{MORE}")
    assert article.byline == byline
    assert article.outlet is None
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"


@pytest.mark.parametrize(
    "outlet",
    [
        "The Harbour Post",
        "Nordsee-Kurier",
        "Il Faro di Tessa",
        "La Vigie du Kell",
        "Lodestar",
        "harbourpost.com",
    ],
)
@pytest.mark.parametrize(
    "form",
    [
        "{outlet}\n{title}",
        "{title}\n{outlet}\nBy Jane Doe",
        "{title} | {outlet}",
        "{outlet}\nJane Doe\n\n{title}",
    ],
)
def test_outlets(outlet: str, form: str) -> None:
    if "|" in form and "." in outlet:
        pytest.skip("a domain behind a title")
    article = read(form.format(outlet=outlet, title=TITLE) + f"\n\n{LEAD}\n\n{MORE}")
    assert article.outlet == outlet
    assert article.title == TITLE


@pytest.mark.parametrize(
    "title", ["Ferry Sinks In Strait As Captain Blames Wind.", "Ferry loses power and runs aground."]
)
def test_a_headline_may_close_with_a_full_stop(title: str) -> None:
    assert read(f"{title}\n\n{LEAD}\n\n{MORE}").title == title


def test_a_lead_that_names_its_day_is_no_headline() -> None:
    assert read(f"A ferry ran aground on Friday.\n\n{LEAD}\n\n{MORE}").title is None


def test_numbers_of_a_list_stay_and_counters_go() -> None:
    article = read(f"{TITLE}\n\n1.\n\n{LEAD}\n\n2.\n\n{MORE}\n\n12,345 views")
    assert "2." in article.text
    assert "12,345 views" in reasons(article)


def test_a_title_keeps_its_own_dash() -> None:
    title = "Ferry runs aground - captain speaks"
    assert read(f"{title}\n\n{LEAD}\n\n{MORE}").title == title


def test_a_view_counter_is_no_year_and_share_words_come_in_any_language() -> None:
    article = read(f"{TITLE}\n\n03 Novembre 2023 2813\nShare Tweet\n\n{LEAD}\n\n{MORE}\n\nARTICOLI CORRELATI")
    assert article.published is not None
    assert (article.published.value, article.published.granularity) == ("2023-11-03", Granularity.DAY)
    assert reasons(article) == {
        "03 Novembre 2023 2813": "date",
        "Share Tweet": "share",
        "ARTICOLI CORRELATI": "related",
    }


def test_captions_stay_in_the_text_and_bare_credits_leave_it() -> None:
    caption = "The ferry on the bank on Saturday (Mira Lund / The Harbour Post)"
    article = read(f"{TITLE}\n\n{LEAD}\n\n{caption}\n\n{MORE}\n\nMARA LINDT/KNA/Harbour Images\n\n{MORE}")
    assert words_with(article, Role.CAPTION) == [caption]
    assert [(c.text, c.credit) for c in article.captions] == [
        ("The ferry on the bank on Saturday", "Mira Lund / The Harbour Post"),
        (None, "MARA LINDT/KNA/Harbour Images"),
    ]
    assert reasons(article) == {"MARA LINDT/KNA/Harbour Images": "credit"}


def test_a_list_of_names_under_a_title_is_a_caption() -> None:
    article = read(
        f"{TITLE}\n\nAda Kell, Bram Marra and Friends.\n\n{LEAD} Ada Kell and Bram Marra came.\n\n{MORE}"
    )
    assert words_with(article, Role.CAPTION) == ["Ada Kell, Bram Marra and Friends."]


def test_sub_headings_stay_where_they_stand() -> None:
    article = read(f"{TITLE}\n{LEAD}\nWhat happens to the ferry now\n{MORE}")
    assert words_with(article, Role.SUBHEAD) == ["What happens to the ferry now"]
    assert words_with(article, Role.PARAGRAPH) == [LEAD, MORE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell.",
        "Follow the money, he said.",
        "The works start in May.",
        "Sign up to comment at the hearing was the mayor's advice.",
        '"Subscribe to our news app," the poster in the harbour said.',
        "Print is not dead.",
        "The app has 2,000 members.",
    ],
)
@pytest.mark.parametrize("place", ["middle", "end"])
def test_a_sentence_with_a_share_word_is_never_removed(sentence: str, place: str) -> None:
    body = f"{LEAD}\n\n{sentence}\n\n{MORE}" if place == "middle" else f"{LEAD}\n\n{MORE}\n\n{sentence}"
    assert sentence in words_with(read(f"{TITLE}\n\n{body}"), Role.PARAGRAPH)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("Read more: Five worst crossings of the strait", "related"),
        ("Lesen Sie auch: Fünf Unfälle", "related"),
        ("Leggi anche: Il porto chiude", "related"),
        ("Sign up for our morning newsletter", "newsletter"),
        ("Suscríbete a nuestra newsletter", "newsletter"),
        ("41 comments", "comments"),
        ("© 2025 The Harbour Post. All rights reserved.", "copyright"),
        ("https://example.org/more", "link"),
    ],
)
def test_furniture_between_paragraphs(line: str, reason: str) -> None:
    article = read(f"{TITLE}\n\n{LEAD}\n\n{line}\n\n{MORE}")
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"
    assert reasons(article) == {line: reason}


def test_hard_wrapped_text_keeps_its_newlines_inside_its_paragraphs() -> None:
    file = (
        "FERRY RUNS AGROUND IN KELL STRAIT\nBy Jane Doe\n\n"
        "A passenger ferry ran aground on Friday evening after losing power in\n"
        "the Kell Strait, and everyone on board was brought ashore, the\n"
        "coastguard said. It was the third such accident this year.\n\n"
        "The captain said that the wind had driven the ship onto the bank, and\n"
        "that nothing could have been done. The ship was built in 1998 and was\n"
        "last checked in May.\n"
    )
    article = read(file)
    assert article.title == "FERRY RUNS AGROUND IN KELL STRAIT"
    assert [p.count("\n") for p in words_with(article, Role.PARAGRAPH)] == [2, 2]


def test_windows_newlines() -> None:
    article = read(f"{TITLE}\r\nBy Jane Doe\r\n\r\n{LEAD}\r\n\r\n{MORE}\r\n")
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"


def test_one_line_is_an_article() -> None:
    assert read(f"{LEAD} {MORE}").text == f"{LEAD} {MORE}"


def test_a_head_of_labelled_fields() -> None:
    head = (
        "Title: {}\nSource: The Harbour Post\nAuthor: Jane Doe\nDate: 2025-11-21\nURL: https://example.org/a"
    )
    article = read(f"{head.format(TITLE)}\n\n{LEAD}\n\n{MORE}")
    assert (article.title, article.outlet, article.byline) == (TITLE, "The Harbour Post", "Jane Doe")
    assert article.published is not None
    assert article.published.value == "2025-11-21"


def test_a_menu_and_a_section_before_a_title() -> None:
    menu = "Skip to content\nMenu\nSubscribe\nWeather: 12°C\nHome > News > Local\nThe Harbour Post"
    article = read(f"{menu}\n{TITLE}\nRuth Sandoe\nNovember 21, 2025 6:21 PM\n{LEAD}\n{MORE}")
    assert (article.title, article.outlet, article.byline) == (TITLE, "The Harbour Post", "Ruth Sandoe")


def test_the_first_publication_counts_and_not_the_update() -> None:
    article = read(
        f"{TITLE}\nSat 22 Nov 2025 08.10 GMT\nLast modified on Sun 23 Nov 2025 11.45 GMT\n\n{LEAD}\n\n{MORE}"
    )
    assert article.published is not None
    assert article.published.value == "2025-11-22T08:10+00:00"


def test_a_short_line_above_a_credit_is_its_caption() -> None:
    article = read(f"{TITLE}\n\n{LEAD}\n\nLifeboats at the quay\n(Mira Lund/Kell Press)\n\n{MORE}")
    assert [(c.text, c.credit) for c in article.captions] == [
        ("Lifeboats at the quay", "Mira Lund/Kell Press")
    ]


def test_entries_of_a_live_report_keep_their_headings_and_lose_their_times() -> None:
    article = read(f"{TITLE}\n\n22:40\nAll passengers ashore\n{LEAD}\n\n21:15\nTug arrives\n{MORE}")
    assert words_with(article, Role.SUBHEAD) == ["All passengers ashore", "Tug arrives"]
    assert [r.text for r in article.removed] == ["22:40", "21:15"]


def test_a_list_of_links_under_its_heading_leaves_the_text_whole() -> None:
    links = "READ MORE\nCouncil votes on budget\nCaptain speaks out"
    article = read(f"{TITLE}\n{LEAD}\n{links}\n{MORE}\n{LEAD}")
    assert words_with(article, Role.PARAGRAPH) == [LEAD, MORE, LEAD]
    assert set(reasons(article).values()) == {"related"}


def test_a_writer_whose_name_is_a_menus_word_stays_a_writer() -> None:
    assert read(f"{TITLE}\nMira Lund\n\n{LEAD}\n\n{MORE}").byline == "Mira Lund"


def test_datelines_of_agencies_stay() -> None:
    assert (
        read(f"{TITLE}\n\nMARRA (Lodestar) — {LEAD}\n\n{MORE}").text.count("MARRA (Lodestar) — A passenger")
        == 1
    )


def test_marks_of_headings_and_bullets_are_no_words() -> None:
    article = read(f"# {TITLE}\n\n{LEAD}\n\n## What now\n\n- All are safe\n- The inquiry begins\n\n{MORE}")
    assert article.title == TITLE
    assert words_with(article, Role.SUBHEAD) == ["What now"]
    assert "All are safe" in words_with(article, Role.PARAGRAPH)


@pytest.mark.parametrize(
    "file",
    [
        "Share Tweet",
        "Home\nNews\nSubscribe\nSign in\nWe use cookies to improve your experience.\nAccept all\nMost read",
        "Get all your news in one place.\nOne app.\nStart reading\nDownload the app",
        "Teilen\nDrucken\nMeistgelesen\nImpressum\n© 2025 Nordsee-Kurier. Alle Rechte vorbehalten.",
        "***\n---\n",
    ],
)
def test_furniture_alone_is_no_article(file: str) -> None:
    with pytest.raises(errors.NoArticle):
        extract.scraped(file, id=ArticleId("a"), path="a.txt")


SCRIPTS = {
    "ar": (
        "جنوح عبارة قبالة الساحل وإنقاذ جميع الركاب",
        "جنحت العبارة مساء الجمعة قبالة الساحل بعد تعطلها، وفق ما أعلنه خفر السواحل. وتم إنقاذ جميع الركاب.",
    ),
    "el": (
        "Πλοίο προσάραξε ανοιχτά των ακτών",
        "Το πλοίο προσάραξε το βράδυ ανοιχτά των ακτών αφού έχασε τις μηχανές του, ανακοίνωσε το λιμενικό.",
    ),
    "ru": (
        "Паром сел на мель у побережья",
        "Паром сел на мель в пятницу вечером у побережья после отказа двигателей, сообщила береговая охрана.",
    ),
    "zh": (
        "渡轮在海岸附近搁浅，所有乘客获救",
        "海岸警卫队表示，渡轮周五晚上在两台发动机失灵后于海岸附近搁浅。船上二百一十四人全部获救，没有人员受伤。",
    ),
}


@pytest.mark.parametrize("script", SCRIPTS)
def test_other_scripts_need_no_tables(script: str) -> None:
    title, lead = SCRIPTS[script]
    article = read(f"{title}\n\n2025-11-21 18:21\n\n{lead}\n\n{lead}")
    assert article.text == f"{title}\n\n{lead}\n\n{lead}"
    assert article.published is not None
    assert article.published.value == "2025-11-21T18:21"


LINES = st.sampled_from(
    [
        TITLE,
        LEAD,
        MORE,
        "",
        "",
        "Share Tweet",
        "By Jane Doe",
        "The Harbour Post",
        "21/11/2025",
        "date 2024-10-22 Ferry",
        "Photo: A B/C",
        "(X / Y Z)",
        "One app.",
        "Related stories",
        "# Head",
        "- item",
        "18:21",
        "زر",
        "渡轮搁浅。",
        "\ufeff",
        "﷽",
        "«",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=14),
    st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028"]),
)
def test_no_file_crashes_and_every_letter_can_be_found(lines: list[str], newline: str) -> None:
    with contextlib.suppress(errors.NoArticle):
        read(newline.join(lines))


def test_nothing_is_lost() -> None:
    head, tail = FRAMES["en"]
    file = (
        "\n".join(head)
        + f"\n\n{TITLE} | The Harbour Post\n\n{LEAD}\n\n{MORE}\n\nPhoto: Jane Doe\n\n"
        + "\n".join(tail)
    )
    article = read(file)
    kept = article.text + " ".join(r.text for r in article.removed)
    assert sorted(re.findall(r"\w+", kept)) == sorted(re.findall(r"\w+", file))


def _signature(article: Article) -> list[str]:
    return [b.role.value for b in article.blocks] + [r.reason for r in article.removed]


RENAMED = (
    {
        "Kardashian": "Valmont",
        "Kim": "Rosa",
        "Ivanka": "Petra",
        "Trump": "Oldcastle",
        "Meredith": "Judith",
        "Clark": "Marsh",
        "Johnson": "Harkness",
        "Kushner": "Lindqvist",
        "Independent": "Sentinel",
    },
    {
        "Kardashian": "Þórsdóttir",
        "Kim": "Åse",
        "Ivanka": "Žofie",
        "Trump": "Öztürk",
        "Meredith": "Łucja",
        "Clark": "Ñandú",
    },
    {
        "Kardashian": "Кардовская",
        "Kim": "Кира",
        "Ivanka": "Ирина",
        "Trump": "Трубецкая",
        "Meredith": "Мария",
        "Clark": "Кларова",
        "Johnson": "Иванова",
        "Kushner": "Кушнер",
    },
    {
        "Kardashian": "卡戴珊",
        "Kim": "金",
        "Ivanka": "伊万卡",
        "Trump": "特朗普",
        "Meredith": "梅雷迪思",
        "Clark": "克拉克",
    },
)


@pytest.mark.parametrize("names", RENAMED)
def test_other_names_change_nothing(shared: Path, names: dict[str, str]) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        file = extract.decode(path.read_bytes())
        renamed = re.sub("|".join(names), lambda m: names[m[0]], file)
        assert _signature(read(renamed)) == _signature(read(file)), path.name


def test_other_years_change_nothing_but_the_date(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        file = extract.decode(path.read_bytes())
        moved = re.sub(r"\b20[012]\d\b", lambda m: str(int(m[0]) + 7), file)
        was, now = read(file), read(moved)
        assert _signature(now) == _signature(was)
        if was.published and now.published and was.published.value and now.published.value:
            assert int(now.published.value[:4]) == int(was.published.value[:4]) + 7


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*.txt")), ids=lambda p: p.stem)
def test_the_sample_edition_is_read_as_its_gold_says(path: Path) -> None:
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    file = extract.decode(path.read_bytes())
    article = extract.scraped(file, id=ArticleId(path.name), path=path.name)
    assert_traceable(article, file)
    assert article.title == gold["headlines"].get(path.name)
    assert article.outlet == gold["outlets"].get(path.name)
    assert article.byline == gold["bylines"].get(path.name)
    assert (article.published.value if article.published else None) == gold["dates"].get(path.name)
    wanted = [c["text"] for c in gold["captions"] if c["article"] == path.name]
    assert words_with(article, Role.CAPTION) == wanted
    removed = [r.text for r in article.removed if r.reason not in ("outlet", "byline", "date")]
    assert sorted(removed) == sorted(r["line"] for r in gold["removed"] if r["article"] == path.name)


@pytest.mark.parametrize("label", ["BREAKING", "Breaking news", "LIVE", "Politik", "ÚLTIMA HORA"])
def test_a_label_before_a_bar_is_neither_outlet_nor_title(label: str) -> None:
    article = read(f"{label} | {TITLE}\nNorthern Wire\nPublished: May 3, 2025 08:12\n\nNORTHERN Wire {LEAD}")
    assert (article.title, article.outlet) == (TITLE, "Northern Wire")
    assert article.removed[0].reason == "section"


def test_an_outlet_may_stand_before_its_title() -> None:
    article = read(f"The Harbour Post | {TITLE}\n\n{LEAD}\n\n{MORE}")
    assert (article.title, article.outlet) == (TITLE, "The Harbour Post")


@pytest.mark.parametrize("mark", [".", "!", "?"])
@pytest.mark.parametrize("head", ["The Harbour Post\n14 March 2024", "14 March 2024", "By Jane Doe"])
def test_a_title_that_closes_is_told_by_the_head_below_it(mark: str, head: str) -> None:
    title = f"The ferry ran aground on Friday evening in the strait{mark}"
    article = read(f"{title}\n\n{head}\n\n{LEAD}\n\n{MORE}")
    assert article.title == title
    assert (article.outlet is None) == ("Post" not in head)
    assert (article.published is None) == ("2024" not in head)


UNKNOWN = {
    "nl": (
        "Veerboot ramt pier in Kell",
        "De Havenbode",
        "3 mei 2025",
        "Een veerboot is tegen een pier gevaren.",
    ),
    "nl, two words": ("Veerboot ramt pier", "De Gooise Bode", "3 mei 2025", "Een veerboot ramde een pier."),
    "pl": (
        "Prom uderzył w molo",
        "Głos Portu",
        "3 maja 2025",
        "Prom pasażerski uderzył w piątek w molo portu.",
    ),
    "ar": (
        "اصطدام عبّارة برصيف",
        "صدى الميناء",
        "3 مايو 2025",
        "اصطدمت عبّارة ركاب برصيف الميناء مساء الجمعة.",
    ),
}


@pytest.mark.parametrize("language", UNKNOWN)
def test_in_a_language_without_tables_a_lone_name_is_neither_writer_nor_outlet(language: str) -> None:
    title, name, day, lead = UNKNOWN[language]
    article = read(f"{title}\n\n{name}\n{day}\n\n{lead}\n\n{lead}\n")
    assert (article.title, article.outlet, article.byline, article.captions) == (title, None, None, ())
    assert reasons(article)[name] == "imprint"


def test_of_two_names_in_such_a_language_the_first_is_the_outlet() -> None:
    title, name, day, lead = UNKNOWN["pl"]
    article = read(f"{title}\n\n{name}\nAnna Nowak\n{day}\n\n{lead}\n\n{lead}\n")
    assert (article.outlet, article.byline) == (name, "Anna Nowak")


@pytest.mark.parametrize("line", ["L'Éclaireur, avec agences", "The Harbour Post, with agencies"])
def test_agencies_beside_an_outlet_are_no_part_of_its_name(line: str) -> None:
    article = read(f"{TITLE}\n{line}\n12 June 2025\n\n{LEAD}\n\n{MORE}")
    assert article.outlet == line.split(",")[0]


HEADS = {
    "By Jane Doe | The Harbour Post | 4 June 2025": ("The Harbour Post", "Jane Doe"),
    "The Harbour Post | Jane Doe": ("The Harbour Post", "Jane Doe"),
    "The Harbour Post — 4 June 2025\n3 min read": ("The Harbour Post", None),
    "Jane Doe, Transport Correspondent\nThe Harbour Post": ("The Harbour Post", "Jane Doe"),
    "Story by Jane Doe • 2 hours ago • 4 min read": (None, "Jane Doe"),
    "Jane Doe (@janedoe)\nUpdated 2h ago": (None, "Jane Doe"),
    "Jane Doe in Marra\n4 June 2025": (None, "Jane Doe"),
    "By Jane Doe, Marra": (None, "Jane Doe"),
    "The Harbour Post with AFP": ("The Harbour Post", None),
}


@pytest.mark.parametrize("head", HEADS)
def test_heads_of_many_forms(head: str) -> None:
    article = read(f"{TITLE}\n{head}\n\n{LEAD}\n\n{MORE}")
    assert (article.outlet, article.byline) == HEADS[head]
    assert article.text == f"{TITLE}\n\n{LEAD}\n\n{MORE}"
