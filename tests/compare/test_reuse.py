from hypothesis import given, settings
from hypothesis import strategies as st

from compare.telling import apart, embedding, quoted, told
from wholestory.compare import reuse
from wholestory.model import ReuseKind

TEXTS = st.lists(
    st.sampled_from(["gull", "tide", "ferry", "pier", "“", "”", ".", "moor", "12", "à"]), max_size=60
)
FERRY = "The ferry lost both engines off the western head and was driven on to the bank by the gale."
CREW = "Nobody was hurt, and the crew of nine stayed on board overnight."


def kinds(found):
    return [r.kind for r in found]


def test_a_common_run_is_verbatim_and_a_slice_of_both():
    articles, analyses = apart(
        told("a", f"It was late. {FERRY}", at="2025-01-02"),
        told("b", f"{FERRY} More follows tomorrow.", at="2025-01-01"),
    )
    (found,) = reuse.find(articles, analyses)
    assert found.kind is ReuseKind.VERBATIM
    assert found.earlier.article == "b"
    assert quoted(articles, found.earlier) == quoted(articles, found.later) == FERRY


def test_small_edits_do_not_break_a_passage():
    edited = FERRY.replace("was driven", "was quickly driven").replace("western", "eastern")
    articles, analyses = apart(told("a", FERRY), told("b", edited))
    (found,) = reuse.find(articles, analyses)
    assert quoted(articles, found.earlier) == FERRY
    assert quoted(articles, found.later) == edited


def test_seven_words_in_common_are_no_passage():
    articles, analyses = apart(
        told("a", "He saw the ferry lost both engines off somewhere."),
        told("b", "Then ferry lost both engines off nowhere at all."),
    )
    assert reuse.find(articles, analyses) == ()


def test_the_same_words_of_a_third_are_a_quotation_without_what_leads_in():
    words = "I do not plan to be involved in any of this again"
    articles, analyses = apart(
        told("a", f"In a statement she wrote, “{words}.”", quotes=[words]),
        told("b", f"On Friday she wrote, “{words}.” Nobody answered.", quotes=[words]),
    )
    (found,) = reuse.find(articles, analyses)
    assert found.kind is ReuseKind.QUOTATION
    assert quoted(articles, found.earlier) == quoted(articles, found.later) == words


def test_a_quotation_printed_without_marks_is_verbatim():
    words = "the harbour lights went out one after the other along the sea wall"
    articles, analyses = apart(
        told("a", f"She said: “{words}.”", quotes=[words]), told("b", f"That evening {words}.")
    )
    assert kinds(reuse.find(articles, analyses)) == [ReuseKind.VERBATIM]


def test_a_speaker_with_an_office_in_common_is_no_passage():
    name = "Tomas Hale"
    tail = "said Tomas Hale, duty officer of the Kell Coastguard"
    articles, analyses = apart(
        told("a", f"“Lights were seen,” {tail}.", names=[name, "Kell Coastguard"]),
        told("b", f"“A tug is near,” {tail}.", names=[name, "Kell Coastguard"]),
    )
    assert reuse.find(articles, analyses) == ()


def test_reworded_sentences_are_paired_and_unlike_sayings_of_one_speaker_are_not():
    articles, analyses = apart(
        told(
            "a",
            "The dredging contract was signed in a parked car by the harbourmaster's cousin.",
            "“The gulls are fat this winter,” the harbourmaster told the jury in the town.",
            quotes=["The gulls are fat this winter,"],
        ),
        told(
            "b",
            "In a parked car the cousin of the harbourmaster put her name to the dredging contract.",
            "“Nobody asked the pilots at all,” the harbourmaster told the jury in the town.",
            quotes=["Nobody asked the pilots at all,"],
        ),
    )
    found = [r for r in reuse.find(articles, analyses) if r.kind is ReuseKind.REWRITTEN]
    assert [quoted(articles, r.earlier)[:12] for r in found] == ["The dredging"]


def test_other_figures_are_no_rewording():
    articles, analyses = apart(
        told("a", "The council put the damage to the old harbour pier at 400 crowns."),
        told("b", "Damage to the old pier of the harbour was put at 900 crowns by the council."),
    )
    assert reuse.find(articles, analyses) == ()


def translated(english="Ravello said the power failed in 1998 before the alarm.", embed=None):
    articles, analyses = apart(
        told("a", english, names=["Ravello"], at="2025-01-01"),
        told(
            "b",
            "La corrente, ha detto Ravello, mancò nel 1998 prima dell’allarme.",
            names=["Ravello"],
            language="it",
            at="2025-01-02",
        ),
    )
    return reuse.find(articles, analyses, embed=embed)


def test_translations_need_vectors_names_and_figures_that_agree():
    near = embedding(("power", "corrente"))
    assert kinds(translated(embed=near)) == [ReuseKind.TRANSLATED]
    assert translated() == ()
    assert translated("Ravello said the power failed in 1989 before the alarm.", embed=near) == ()
    assert translated("Ravello said the noise grew in 1998 before the alarm.", embed=near) == ()


def test_the_minute_tells_which_came_first():
    articles, analyses = apart(
        told("a", FERRY, at="2025-01-01T21:30"), told("b", FERRY, at="2025-01-01T21:20")
    )
    assert reuse.find(articles, analyses)[0].earlier.article == "b"


def test_three_hundred_copies_are_compared_with_their_original_only():
    articles, analyses = apart(*(told(f"{i:03}", FERRY, CREW) for i in range(300)))
    found = reuse.find(articles, analyses)
    assert len(found) == 299
    assert {r.earlier.article for r in found} == {"000"}


def test_repetition_without_end_stays_quick():
    articles, analyses = apart(told("a", "up and down " * 60_000), told("b", "up and down " * 60_001))
    assert all(r.kind is ReuseKind.VERBATIM for r in reuse.find(articles, analyses))


def test_nothing_comes_of_nothing():
    assert reuse.find([], []) == ()
    assert reuse.find(*apart(told("a"), told("b", "One."))) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["gull", "tide", "ferry", "pier", "rope", "“", "”", ".", "!", "moor", "12", "à"]),
        max_size=60,
    ),
    st.lists(
        st.sampled_from(["gull", "tide", "ferry", "pier", "rope", "“", "”", ".", "!", "moor", "12", "à"]),
        max_size=60,
    ),
)
def test_every_passage_lies_inside_its_article(one, other):
    articles, analyses = apart(told("a", " ".join(one)), told("b", " ".join(other)))
    texts = {a.id: a.text for a in articles}
    for found in reuse.find(articles, analyses):
        for span in (found.earlier, found.later):
            assert 0 <= span.start < span.end <= len(texts[span.article])
        if found.kind is ReuseKind.VERBATIM:
            assert quoted(articles, found.earlier).split()
