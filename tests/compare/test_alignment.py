from compare.telling import apart, embedding, quoted, told
from wholestory.compare import alignment


def common(*pairs, embed=None):
    articles, analyses = apart(*pairs)
    found = alignment.align(articles, analyses, embed=embed)
    return [{span.article for span in group} for group in found.common]


def alone(*pairs, embed=None):
    articles, analyses = apart(*pairs)
    found = alignment.align(articles, analyses, embed=embed)
    return {article: [quoted(articles, s) for s in spans] for article, spans in found.alone.items()}


FAULT = "The line said an electrical fault had cut the power to both engines."


def test_what_several_say_in_their_own_words_is_common_most_accounts_first():
    groups = common(
        told("a", FAULT, "No freight was being carried."),
        told("b", "A spokesman said on Friday that an electrical fault cut power to the engines."),
        told(
            "c",
            "Both engines lost power through an electrical fault, said the line.",
            "She carried no freight.",
        ),
    )
    assert groups == [{"a", "b", "c"}, {"a", "c"}]


def test_the_same_words_twice_are_one_telling():
    assert (
        common(told("a", FAULT), told("b", FAULT, "Something else was said there, too, about the weather."))
        == []
    )


def test_two_articles_of_one_outlet_are_one_account():
    other = "Both engines lost power through an electrical fault, said the line."
    assert common(told("a", FAULT, outlet="The Post"), told("b", other, outlet="The Post")) == []


def test_figures_that_differ_are_not_common():
    assert (
        common(
            told("a", "In all 214 people were rescued from the stranded ferry."),
            told("b", "All 198 people on the stranded ferry were rescued."),
        )
        == []
    )


def test_who_acts_on_whom_matters():
    names = ["Ada Moor", "Bea Lind"]
    assert (
        common(
            told("a", "Ada Moor wished her old friend Bea Lind a happy birthday.", names=names),
            told("b", "Bea Lind wished her old friend Ada Moor a happy birthday.", names=names),
        )
        == []
    )


def test_languages_are_bridged_by_vectors_or_by_figures_and_names():
    english = told("a", "Kell Line put the damage at 400 crowns in Marra.", names=["Kell Line", "Marra"])
    italian = told(
        "b",
        "Kell Line stima i danni in 400 corone a Marra.",
        names=["Kell Line", "Marra"],
        language="it",
    )
    assert common(english, italian) == [{"a", "b"}]
    assert common(english, italian, embed=embedding(("damage", "danni"))) == [{"a", "b"}]
    assert common(english, italian, embed=embedding()) == []


def test_what_one_alone_says_carries_something_checkable():
    found = alone(
        told(
            "a", FAULT, "Each of the 37 singers had brought a blanket from home.", "It was a very long night."
        ),
        told("b", "A spokesman said on Friday that an electrical fault cut power to the engines."),
    )
    assert found == {"a": ["Each of the 37 singers had brought a blanket from home."]}


def test_a_figure_that_another_account_has_or_nearly_has_is_not_alone():
    found = alone(
        told("a", "In the port 160 people had been counted going aboard."),
        told("b", "A ship with 163 souls hit the quay."),
    )
    assert found == {}


def test_one_account_has_nobody_to_be_alone_against():
    assert alone(told("a", "Each of the 37 singers had brought a blanket.")) == {}


def test_words_in_another_language_are_alone_only_if_their_meaning_was_compared():
    english = told(
        "a",
        "“My old grandfather fought this water board with a shovel.”",
        "Rain fell on the town.",
        quotes=["My old grandfather fought this water board with a shovel."],
    )
    italian = told("b", "La pioggia è caduta sulla città.", language="it")
    assert alone(english, italian) == {}
    assert list(alone(english, italian, embed=embedding())) == ["a"]


def test_copies_add_no_account():
    text = ("The harbour council meets on Thursday to hear the whole matter again in public.", FAULT)
    assert common(told("a", *text), told("b", *text), told("c", *text)) == []


def test_nothing_comes_of_nothing():
    assert common() == []
    assert common(told("a"), told("b")) == []
