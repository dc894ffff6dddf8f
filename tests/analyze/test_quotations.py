"""Quotations of one article: parts, kinds, speakers, chains."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from making import article
from wholestory.analyze import names, quotations, sentences
from wholestory.analyze.names import Names
from wholestory.model import QuotationKind, Sentence, SourceRole, Span, SpeakerState


def read(*paragraphs, code="en", **rest):
    told = article(*paragraphs, **rest)
    split = sentences.split(told, code)
    return told, quotations.find(told, code, split, names.find(told, code, split))


def parts(told, found):
    return [[told.quote(p) for p in q.parts] for q in found]


def speakers(found):
    return [(q.speaker.state.value, q.speaker.name) for q in found]


def test_parts_around_a_cue_are_one_quotation():
    told, found = read("“The pier held,” said Mara Quill. “It will hold again.”")

    assert parts(told, found) == [["The pier held,", "It will hold again."]]
    assert told.quote(found[0].cue) == "said"
    assert told.quote(found[0].speaker.span) == "Mara Quill"


def test_a_sentence_cut_by_its_cue_is_one_quotation():
    told, found = read("“The pier held,” Mara Quill said, “and it will hold again.”")

    assert parts(told, found) == [["The pier held,", "and it will hold again."]]


def test_whoever_goes_on_joins_what_was_said_before():
    told, found = read("“The pier held,” Mara Quill wrote.", "“What a night,” she added, with three hearts.")

    assert parts(told, found) == [["The pier held,", "What a night,"]]


def test_they_go_on_is_the_unnamed_source():
    told, found = read('"She hated it," shared a source in May. They continued, "She wants to go home."')

    assert parts(told, found) == [["She hated it,", "She wants to go home."]]
    assert speakers(found) == [("anonymous", "a source")]


def test_a_quotation_of_several_paragraphs_repeats_its_mark():
    told, found = read("Mara Quill said: “We waited all night.", "“Then the boats came.”")

    assert parts(told, found) == [["We waited all night.", "Then the boats came."]]
    assert speakers(found) == [("named", "Mara Quill")]


def test_a_whole_paragraph_in_marks_is_whoever_spoke_before():
    _, found = read("“The pier held,” Mara Quill said.", "“We had counted on the new piles, all of them.”")

    assert speakers(found) == [("named", "Mara Quill")] * 2


def test_a_fragment_inside_the_outlets_sentence_is_mixed():
    told, found = read("Mara Quill called the vote “a quiet disgrace” for the town.")

    assert [(q.kind, told.quote(q.parts[0])) for q in found] == [(QuotationKind.MIXED, "a quiet disgrace")]


def test_a_headline_quotation_is_its_named_speaker_s():
    _, found = read("The town met on Monday.", title="Mara Quill: ‘We will rebuild the pier’")

    assert [(q.kind, q.speaker.name) for q in found] == [(QuotationKind.HEADLINE, "Mara Quill")]


def test_a_fragment_given_in_full_elsewhere_has_that_speaker():
    _, found = read(
        "“It was a deliberate choice and I hate it,” one user wrote.",
        captions=("The mural, labelled as ‘deliberate’ by nobody in particular (Photo)",),
    )
    _, echoed = read(
        "“It was a deliberate choice and I hate it,” one user wrote.",
        captions=("Mara Quill’s mural labelled as ‘deliberate’ on Monday",),
    )

    assert speakers(echoed)[-1] == ("anonymous", "one user")
    assert speakers(found)[0] == ("anonymous", "one user")


def test_nested_words_are_their_own_quotation():
    told, found = read(
        "“Everyone called me and said, ‘Don’t go in there.’ And I said, ‘I have to go,’” said Mara Quill."
    )

    assert [(told.quote(q.parts[0]), q.nested_in, q.speaker.name) for q in found[1:]] == [
        ("Don’t go in there.", 0, "Everyone"),
        ("I have to go,", 0, "Mara Quill"),
    ]
    assert {q.kind for q in found[1:]} == {QuotationKind.NESTED}


def test_he_inside_someones_words_is_not_that_someone():
    _, found = read("“He told me, ‘Sign it now,’ and I signed,” said Karl Brink.")

    assert found[1].speaker.name != "Karl Brink"


def test_a_source_close_to_someone_is_not_that_someone():
    _, found = read("“She is unhappy,” a source close to Mara Quill told the Harbour Times.")

    assert speakers(found) == [("anonymous", "a source close to Mara Quill")]
    assert found[0].speaker.referent is None


@pytest.mark.parametrize("verb", ["told", "asked"])
def test_whom_one_speaks_to_never_speaks(verb):
    _, found = read(f"“Will you come along with us?” Mara Quill {verb} Tom Brandt.")

    assert speakers(found) == [("named", "Mara Quill")]


def test_the_subject_of_a_passive_does_not_speak():
    _, found = read("Mara Quill was called “a menace to shipping” in the debate.")

    assert all(q.speaker.name != "Mara Quill" for q in found)


def test_a_surname_that_two_people_share_is_ambiguous():
    _, found = read("Clara Vantor and Edmund Vantor came to court.", "“I never signed it,” Vantor said.")

    assert found[0].speaker.state in (SpeakerState.AMBIGUOUS, SpeakerState.NONE)
    assert found[0].speaker.name is None


def test_nobody_speaks_of_himself_by_name():
    _, found = read(
        "Mara Quill congratulated Tessa Lund on Monday. "
        "Posting a picture she wrote, “Happy birthday @TessaLund.”"
    )

    assert found[0].speaker.name in ("Mara Quill", None)


def test_the_outlet_that_was_told_is_a_link_of_the_chain():
    told, found = read("“The pier held,” Mara Quill told the Harbour Times.")

    assert [(k.role, told.quote(k.span)) for k in found[0].sources] == [
        (SourceRole.VIA_OUTLET, "Harbour Times")
    ]


def test_a_document_is_a_link_and_its_owner_the_speaker():
    told, found = read("“The pier will open,” read Mara Quill’s statement.")

    assert (SourceRole.DOCUMENT, "Mara Quill’s statement") in [
        (k.role, told.quote(k.span)) for k in found[0].sources
    ]
    assert speakers(found) == [("named", "Mara Quill")]


def test_a_caption_is_whoever_posted_it():
    _, found = read(
        "Mara Quill posted a picture of the pier. The caption read: “Still standing, my old friend.”"
    )

    assert speakers(found) == [("named", "Mara Quill")]


def test_reported_speech_needs_a_cue_a_source_and_a_clause():
    told, found = read("Mara Quill said that the pier would open in May. The pier is long.")

    assert [(q.kind, told.quote(q.parts[0])) for q in found] == [
        (QuotationKind.INDIRECT, "the pier would open in May")
    ]
    assert speakers(found) == [("named", "Mara Quill")]


def test_a_trailing_source_reports_what_stands_before_it():
    told, found = read("The pier would open again in May, Mara Quill said on Monday.")

    assert [(q.kind, told.quote(q.parts[0])) for q in found] == [
        (QuotationKind.INDIRECT, "The pier would open again in May")
    ]


def test_what_nobody_vouches_for_is_hearsay():
    _, found = read("The mayor reportedly considered buying the old pier.")

    assert [(q.kind, q.speaker.state) for q in found] == [(QuotationKind.INDIRECT, SpeakerState.HEARSAY)]


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('“We will stay here," said Mara Quill.', "We will stay here,"),
        ("``We will stay here,'' said Mara Quill.", "We will stay here,"),
        ("''We will stay here,'' said Mara Quill.", "We will stay here,"),
        ("«We will stay here», said Mara Quill.", "We will stay here"),
        ("»We will stay here«, said Mara Quill.", "We will stay here"),
        ("„We will stay here“, said Mara Quill.", "We will stay here"),
        ("‟We will stay here,” said Mara Quill.", "We will stay here,"),
        ("‹We will stay here›, said Mara Quill.", "We will stay here"),
        ("「We will stay here」, said Mara Quill.", "We will stay here"),
        ("’We won’t leave the fans’ side,’ said Mara Quill.", "We won’t leave the fans’ side,"),
        ("‘We won’t leave the fans’ side,’ said Mara Quill.", "We won’t leave the fans’ side,"),
        ("'We won't leave,' said Mara Quill.", "We won't leave,"),
    ],
)
def test_marks_of_all_kinds(text, inner):
    told, found = read(text)

    assert parts(told, found) == [[inner]]


@pytest.mark.parametrize("code", [None, "nl", "xx"])
def test_a_language_without_data_is_read_with_all_of_it(code):
    _, found = read("“We will stay here,” said Mara Quill.", code=code)

    assert speakers(found) == [("named", "Mara Quill")]


def test_an_unbalanced_mark_swallows_nothing():
    told, found = read("“We stay, said Mara Quill. “They go,” said Tom Brandt.")

    assert parts(told, found) == [["They go,"]]


def test_a_quotation_without_a_speaker_says_so():
    _, found = read("“Nobody ever told us that the pier would close.”")

    assert speakers(found) == [("none", None)]


@given(st.text(alphabet="“”\"'‘’«»„,.: \nabcSAID", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_parts_that_slice(text):
    paragraphs = [p for p in text.split("\n") if p.strip()] or ["x"]
    told, found = read(*paragraphs)

    for quotation in found:
        assert all(0 <= p.start < p.end <= len(told.text) for p in quotation.parts)
        assert quotation.nested_in is None or found[quotation.nested_in].kind is not QuotationKind.INDIRECT


@pytest.mark.parametrize("piece", ["“", '"', "'", "“a” ", "‘a’ ", "“‘a” ’b ", "« ", "„a", "said "])
def test_many_marks_take_no_longer_than_their_number(piece):
    told = article(piece * (40_000 // len(piece)))
    whole = tuple(Sentence(Span(told.id, b.start, b.end), b.role) for b in told.blocks)
    begun = time.process_time()

    quotations.find(told, "en", whole, Names((), ()))

    assert time.process_time() - begun < 8


@pytest.mark.parametrize(
    "renaming",
    [
        {
            "Mara Quill": "Oyelaran Adeyemi",
            "Tom Brandt": "Siobhán Ní Dhuibhir",
            "Quill": "Adeyemi",
            "Tom": "Siobhán",
        },
        {"Mara Quill": "Мария Петрова", "Tom Brandt": "Иван Соколов", "Quill": "Петрова", "Tom": "Иван"},
    ],
)
def test_other_names_change_no_outcome(renaming):
    text = (
        "“The pier held,” said Mara Quill. “It will hold again.”",
        "Tom Brandt called the plan “a quiet disgrace” on Monday.",
        "“It was loud,” one neighbour wrote. “She is furious,” a source close to Mara Quill said.",
        "Quill added: “We are not done with this.”",
    )
    renamed = []
    for paragraph in text:
        for old, new in renaming.items():
            paragraph = paragraph.replace(old, new)
        renamed.append(paragraph)
    _, before = read(*text)
    _, after = read(*renamed)

    def outcome(found, names_of):
        said = [(q.kind, q.speaker.state, q.speaker.name) for q in found]
        return [(k, s, names_of(n) if n else "") for k, s, n in said]

    def new(name):
        for old, other in renaming.items():
            name = name.replace(old, other)
        return name

    assert outcome(before, new) == outcome(after, str)
