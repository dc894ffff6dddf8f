"""A telling made by hand: two stories and their thread, seven invented outlets, four languages, and mischief.

Every heading of a report has something to show here, and every hostile string we know of stands in an
outlet's name, headline, text, path or address.
"""

import re
from dataclasses import replace

from wholestory.model import (
    Account,
    Analysis,
    Anchor,
    Article,
    ArticleId,
    Basis,
    Block,
    Caption,
    Caution,
    Claim,
    ClaimId,
    ClaimValue,
    Coverage,
    Dated,
    Edition,
    Entity,
    EntityId,
    EntityType,
    Failure,
    FileSpan,
    Granularity,
    Headline,
    Mention,
    MentionKind,
    Moment,
    Origin,
    OriginKind,
    Outcome,
    Pick,
    Published,
    Quantity,
    Quotation,
    QuotationKind,
    Reason,
    Referent,
    Removed,
    Reuse,
    ReuseKind,
    Role,
    Segment,
    Sentence,
    SourceLink,
    SourceRole,
    Span,
    Speaker,
    SpeakerState,
    Status,
    Story,
    StoryId,
    Telling,
    Thread,
    ThreadId,
    Timing,
    Utterance,
    UtteranceId,
    quotation_id,
)

ESCAPE = "\x1b[31m"
HOSTILE = f'<script>alert("1")</script> {ESCAPE}Mercury\u202e & Co'
COPY = (
    "A passenger ferry ran aground on Friday after losing power. Nine people were hurt, none of them badly."
)

LEAD = "The ferry Aurelia lost power off Marra Head on 21 November 2025 and was driven on to Tern Bank."

TEXTS = {
    "a1": (
        "Ferry adrift off Marra Head",
        LEAD,
        "There were 214 people on board. Seven people were hurt.",
        "“We probably lost power before the alarm,” said Ines Ravello, the master of the Aurelia, "
        "“and after that she was the wind’s ship.”",
        "Its log shows the same fault on 24 October. Built in 1998, she is the oldest ship.",
        "“Come back tonight,” she said. “Nothing moves before then.”",
    ),
    "a2": (
        "Ferry runs aground, all safe",
        COPY,
        "“We lost power before the alarm,” Ravello told Kell Radio. There were 214 people on board.",
        "The 27-year-old ship was on her last crossing.",
    ),
    "a3": ("Kell ferry runs aground", COPY, "It was raining in Halm."),
    "a4": (
        "Traghetto sulla secca, tutti salvi",
        "Il traghetto Aurelia si è arenato venerdì sera. A bordo c’erano circa 200 persone.",
        "Sette feriti lievi, riferisce la guardia costiera. "
        "«Abbiamo perso corrente prima dell’allarme», ha detto Ines Ravello.",
    ),
    "a5": (
        "« Le remorqueur a été renvoyé »",
        "« Le remorqueur était là. On l’a renvoyé », dit un membre d’équipage qui n’a pas voulu être nommé.",
        "Un remorqueur attendait depuis vingt minutes au large de Marra.",
    ),
    "a6": ("العبّارة على الضفة الرملية", "كان على متن العبّارة 198 شخصًا. العبّارة بنيت عام 1989."),
    "b1": (
        "Kell Line puts off a winter check",
        "Kell Line put off the check of two ships on 12 November 2024. Ines Ravello, 53, signed the list.",
    ),
    "b2": (
        f"Check <b>put off</b>{ESCAPE} again \u202edna\u2069 tomorrow",
        f"The check was put off{ESCAPE} <script>alert(2)</script>. "
        "A senior officer said “the list was long”. "
        "Ines Ravello, 54, was not there. 日本語の見出しは全角で測る。",
    ),
}
OUTLETS = {
    "a1": ("The Averil Courier", "en"),
    "a2": ("Lodestar", "en"),
    "a3": ("The Long Wharf", "en"),
    "a4": ("Il Faro di Tessa", "it"),
    "a5": ("La Vigie du Kell", "fr"),
    "a6": ("صوت الميناء", "ar"),
    "b1": ("The Averil Courier", "en"),
    "b2": (HOSTILE, "en"),
    "b3": (None, None),
}


def make(id: str, title: str | None, *paragraphs: str) -> tuple[Article, str]:
    """An article and the decoded file it came from, with a line of furniture before each block."""
    text, file, blocks, segments = "", "", [], []
    for place, piece in enumerate([p for p in (title, *paragraphs) if p]):
        text += "\n\n" if text else ""
        file += f"Share\r\n{'' if place else 'Menu '}"
        role = Role.TITLE if title and not place else Role.PARAGRAPH
        blocks.append(Block(role, len(text), len(text) + len(piece)))
        segments.append(Segment(len(text), len(text) + len(piece), len(file)))
        text, file = text + piece, file + piece + "\r\n"
    outlet, _ = OUTLETS[id]
    page = id in {"a4", "b2"}
    return Article(
        id=ArticleId(id),
        text=text,
        blocks=tuple(blocks),
        path=None if page else f"morning/{id}.txt",
        url={"a4": 'https://faro.example/traghetto?a=1&b="2"', "b2": "javascript:alert(3)"}.get(id),
        outlet=outlet,
        captions=(Caption("Ferry adrift off Marra Head", None),) if id == "a1" else (),
        removed=(Removed("Share", "share", 0, 5),) if not page else (Removed("Share", "share"),),
        segments=() if page else tuple(segments),
    ), file


MADE = {id: make(id, title, *rest) for id, (title, *rest) in TEXTS.items()}
MADE["b3"] = make("b3", None, "One check was put off on Tuesday, and nobody said why.")
ARTICLES = tuple(article for article, _ in MADE.values())
FILES = {id: file for id, (_, file) in MADE.items()}
BY_ID = {article.id: article for article in ARTICLES}


def at(id: str, words: str, nth: int = 0) -> Span:
    start = [m.start() for m in re.finditer(re.escape(words), BY_ID[id].text)][nth]
    return Span(ArticleId(id), start, start + len(words))


def sentences(article: Article) -> tuple[Sentence, ...]:
    found = []
    for block in article.blocks:
        for match in re.finditer(
            r"\S.*?(?:[.!?。]”?(?=\s|$)|$)", article.text[block.start : block.end], re.S
        ):
            start = block.start + match.start()
            found.append(Sentence(Span(article.id, start, block.start + match.end()), block.role))
    return tuple(found)


def day(value: str, basis: Basis = Basis.STATED, **more) -> Published:
    minute = "T" in value
    granularity = Granularity.MINUTE if minute else Granularity.DAY
    return Published(value, value[:10], value[:10], granularity, basis, **more)


PUBLISHED = {
    "a1": day("2025-11-21T18:21+00:00", evidence=(at("a1", "21 November 2025"),)),
    "a2": day("2025-11-21T18:27+00:00"),
    "a3": day("2025-11-22", Basis.COLLECTION, evidence=(FileSpan(ArticleId("a3"), 0, 5),)),
    "a4": day("2025-11-21T20:20+01:00", Basis.METADATA),
    "a5": Published(None, "2025-11-21", None, Granularity.DAY, Basis.INFERRED, (at("a5", "vingt minutes"),)),
    "b1": day("2024-11-12", Basis.INFERRED, evidence=(at("b1", "12 November 2024"),)),
}


def said(speaker, *parts, kind=QuotationKind.DIRECT, **more) -> Quotation:
    return Quotation(parts=parts, kind=kind, speaker=speaker, **more)


def named(id: str, words: str, name: str, nth: int = 0) -> Speaker:
    return Speaker(SpeakerState.NAMED, name, at(id, words, nth), 0)


ANONYMOUS = "un membre d’équipage qui n’a pas voulu être nommé"
QUOTATIONS = {
    "a1": (
        said(
            named("a1", "Ines Ravello", "Ines Ravello"),
            at("a1", "We probably lost power before the alarm,"),
            at("a1", "and after that she was the wind’s ship."),
            cue=at("a1", "said"),
        ),
        said(
            Speaker(SpeakerState.AMBIGUOUS, None, at("a1", "she", -1), None, (0, 1)),
            at("a1", "Come back tonight,"),
            at("a1", "Nothing moves before then."),
        ),
    ),
    "a2": (
        said(
            named("a2", "Ravello", "Ravello"),
            at("a2", "We lost power before the alarm,"),
            cue=at("a2", "told"),
            sources=(SourceLink(SourceRole.VIA_OUTLET, at("a2", "Kell Radio")),),
        ),
    ),
    "a4": (
        said(
            named("a4", "Ines Ravello", "Ines Ravello"),
            at("a4", "Abbiamo perso corrente prima dell’allarme"),
        ),
    ),
    "a5": (
        said(
            Speaker(SpeakerState.NONE), at("a5", "Le remorqueur a été renvoyé"), kind=QuotationKind.HEADLINE
        ),
        said(
            Speaker(SpeakerState.ANONYMOUS, ANONYMOUS, at("a5", ANONYMOUS)),
            at("a5", "Le remorqueur était là. On l’a renvoyé"),
        ),
    ),
    "b2": (
        said(
            Speaker(SpeakerState.ANONYMOUS, "A senior officer", at("b2", "A senior officer")),
            at("b2", "the list was long"),
            kind=QuotationKind.MIXED,
        ),
    ),
}


def analysis(article: Article) -> Analysis:
    names = [name for name in ("Ines Ravello", "Ravello") if name in article.text][:1]
    return Analysis(
        article=article.id,
        language=OUTLETS[article.id][1],
        published=PUBLISHED.get(article.id),
        sentences=sentences(article),
        referents=tuple(Referent(n, EntityType.PERSON, described(article)) for n in names),
        mentions=tuple(Mention(at(article.id, n), MentionKind.NAMED, 0) for n in names),
        quotations=QUOTATIONS.get(article.id, ()),
        timings=timings(article),
        origin=Origin(OriginKind.WIRE, "Lodestar") if article.id == "a3" else Origin(OriginKind.OWN),
    )


def described(article: Article) -> tuple[Span, ...]:
    return (at("a1", "the master of the Aurelia"),) if article.id == "a1" else ()


def timings(article: Article) -> tuple[Timing, ...]:
    if article.id != "a1":
        return ()
    span, value = at("a1", "21 November 2025"), "2025-11-21"
    return (Timing(span, value, value, value, Granularity.DAY, Anchor.ABSOLUTE),)


def value(
    id: str, words: str, value: str, unit: str = "people", *, exact: bool = True, spread: float = 0, **more
):
    span = at(id, words)
    sentence = next(s.span for s in sentences(BY_ID[span.article]) if span.within(s.span))
    number = float(value)
    quantity = Quantity(value, unit, number - spread, number + spread, "unit", exact)
    return ClaimValue(span.article, quantity, more.get("status", Status.ASSERTED), span, sentence)


RAVELLO, AURELIA = EntityId("e-ravello"), EntityId("e-aurelia")
CLAIMS = (
    Claim(
        ClaimId("c-hurt"),
        AURELIA,
        "count:hurt",
        Outcome.DISPUTED,
        (
            value("a1", "Seven people were hurt", "7"),
            value("a2", "Nine people were hurt", "9", status=Status.ATTRIBUTED),
            value("a3", "Nine people were hurt", "9"),
            value("a4", "Sette feriti", "7"),
        ),
    ),
    Claim(
        ClaimId("c-board"),
        AURELIA,
        "count:people",
        Outcome.DIFFER,
        (
            value("a1", "214 people", "214"),
            value("a2", "214 people", "214"),
            value("a4", "circa 200 persone", "200", exact=False, spread=20),
            value("a6", "198 شخصًا", "198"),
        ),
        outlier=3,
    ),
    Claim(
        ClaimId("c-built"),
        AURELIA,
        "year",
        Outcome.COMPATIBLE,
        (
            value("a1", "1998", "1998", "year"),
            value("a2", "27-year-old", "27", "year", exact=False, spread=1),
        ),
        because=("age and day of birth", "27 on 2025-11-21"),
    ),
    Claim(
        ClaimId("c-fault"),
        "the same fault",
        "date",
        Outcome.ALONE,
        (value("a1", "24 October", "739183", "date"),),
    ),
    Claim(
        ClaimId("c-aground"),
        AURELIA,
        "date",
        Outcome.PRECISION,
        (
            value("a1", "21 November 2025", "739576", "date"),
            value("a2", "Friday", "739576", "date", exact=False, spread=1),
        ),
    ),
    Claim(
        ClaimId("c-crossing"),
        AURELIA,
        "ordinal",
        Outcome.NOT_COMPARABLE,
        (value("a2", "last", "1"), value("a5", "vingt", "20")),
    ),
)
THREAD_CLAIM = Claim(
    ClaimId("c-age"),
    EntityId("e-ravello-thread"),
    "age",
    Outcome.DIFFER,
    (
        value("b1", "53", "53", "year"),
        value("b2", "54", "54", "year"),
    ),
)


def account(id: str, copy_of: str | None = None, alone: tuple[str, ...] = ()) -> Account:
    lead = tuple(s.span for s in sentences(BY_ID[ArticleId(id)]) if s.role is Role.PARAGRAPH)[:2]
    return Account(
        article=ArticleId(id),
        copy_of=ArticleId(copy_of) if copy_of else None,
        lead=lead,
        alone=tuple(at(id, words) for words in alone),
    )


SHIP = Coverage(
    of=StoryId("s1"),
    accounts=(
        account("a1", alone=("Its log shows the same fault on 24 October.",)),
        account("a2"),
        account("a3", "a2"),
        account("a4"),
        account("a5", alone=("Un remorqueur attendait depuis vingt minutes au large de Marra.",)),
        account("a6", alone=("العبّارة بنيت عام 1989.",)),
    ),
    entities=(
        Entity(
            RAVELLO,
            "Ines Ravello",
            EntityType.PERSON,
            (at("a1", "Ines Ravello"), at("a2", "Ravello"), at("a4", "Ines Ravello")),
        ),
        Entity(AURELIA, "Aurelia", EntityType.WORK, (at("a1", "Aurelia"), at("a4", "Aurelia"))),
    ),
    utterances=(
        Utterance(
            UtteranceId("u1"),
            (quotation_id("a1", 0), quotation_id("a2", 0), quotation_id("a4", 0)),
            named("a1", "Ines Ravello", "Ines Ravello"),
            RAVELLO,
            ArticleId("a1"),
            (Caution.WORDS_DIFFER, Caution.SHORTENED, Caution.TRANSLATED),
        ),
        Utterance(
            UtteranceId("u2"), (quotation_id("a5", 1),), QUOTATIONS["a5"][1].speaker, None, ArticleId("a5")
        ),
        Utterance(
            UtteranceId("u3"), (quotation_id("a1", 1),), QUOTATIONS["a1"][1].speaker, None, ArticleId("a1")
        ),
    ),
    claims=CLAIMS,
    moments=(
        Moment("2025-11-21", Granularity.DAY, (at("a1", "21 November 2025"), at("a2", "Friday"))),
        Moment("2024-10", Granularity.MONTH, (at("a1", "24 October"),)),
    ),
    reuse=(
        Reuse(ReuseKind.VERBATIM, at("a2", COPY), at("a3", COPY)),
        Reuse(
            ReuseKind.TRANSLATED,
            at("a1", "There were 214 people on board."),
            at("a4", "A bordo c’erano circa 200 persone."),
        ),
    ),
    common=(
        (
            at(
                "a1",
                LEAD,
            ),
            at("a2", "A passenger ferry ran aground on Friday after losing power."),
            at("a4", "Il traghetto Aurelia si è arenato venerdì sera."),
        ),
    ),
    summary=(
        at(
            "a1",
            LEAD,
        ),
        at("a2", "There were 214 people on board."),
    ),
    dated=(
        Dated(
            ArticleId("a5"),
            Published(
                "2025-11-22",
                "2025-11-22",
                "2025-11-22",
                Granularity.DAY,
                Basis.OTHER_ARTICLE,
                (at("a5", "vingt minutes"), at("a1", "21 November 2025")),
            ),
        ),
    ),
)
CHECK = Coverage(
    of=StoryId("s2"),
    accounts=(account("b1"), account("b2"), account("b3")),
    utterances=(
        Utterance(
            UtteranceId("u4"),
            (quotation_id("b2", 0),),
            QUOTATIONS["b2"][0].speaker,
            None,
            None,
            (Caution.DESCRIBED_DIFFERENTLY,),
        ),
    ),
)
THREAD = Coverage(
    of=ThreadId("t1"),
    accounts=tuple(replace(a, alone=()) for a in SHIP.accounts + CHECK.accounts),
    entities=(
        Entity(
            EntityId("e-ravello-thread"),
            "Ines Ravello",
            EntityType.PERSON,
            (at("a1", "Ines Ravello"), at("b1", "Ines Ravello"), at("b2", "Ines Ravello")),
        ),
    ),
    claims=(THREAD_CLAIM,),
)
TELLING = Telling(
    articles=ARTICLES,
    analyses=tuple(analysis(article) for article in ARTICLES),
    stories=(
        Story(
            StoryId("s1"),
            tuple(ArticleId(f"a{n}") for n in range(1, 7)),
            Headline("Ferry adrift off Marra Head", ArticleId("a1")),
            ArticleId("a1"),
            (Reason("same actors", ("Ines Ravello", "Aurelia"), ("a1", "a2", "a4")),),
        ),
        Story(
            StoryId("s2"),
            (ArticleId("b1"), ArticleId("b2"), ArticleId("b3")),
            Headline(BY_ID[ArticleId("b2")].title or "", ArticleId("b2")),
            ArticleId("b1"),
        ),
    ),
    threads=(
        Thread(
            ThreadId("t1"),
            (StoryId("s2"), StoryId("s1")),
            (Reason("same actors", ("Ines Ravello",), ("s1", "s2")),),
        ),
    ),
    coverages=(SHIP, CHECK, THREAD),
    edition=Edition((Pick(StoryId("s1")), Pick(StoryId("s2")))),
    failures=(
        Failure(f"morning/{ESCAPE}<081>.txt", "empty", "Nothing in it but white space."),
        Failure("morning/140.bin", "not_text", "Binary data."),
    ),
)
