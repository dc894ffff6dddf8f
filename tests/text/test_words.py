from wholestory.text import words


def test_words_know_where_they_stand():
    text = "L’anima, più DOLCE di tutte"
    assert [text[w.start : w.end] for w in words.words(text)] == ["L’anima", "più", "DOLCE", "di", "tutte"]
    assert words.forms(text)[:3] == ["l'anima", "più", "dolce"]


def test_names_meet_across_scripts():
    assert words.romanised("Müller") == words.romanised("Muller")
    assert words.romanised("Иванов") == "ivanov"


def test_content_leaves_function_words_out_and_stems_the_rest():
    assert words.content("The ferries were drifting in 2021", "en") == ["ferri", "drift", "2021"]


def test_unknown_languages_keep_their_words():
    assert words.content("слово и дело", None) == ["слово", "дело"]


def test_short_sequences_are_one_shingle():
    assert words.shingles(["a", "b"], 4) == {("a", "b")}
    assert words.shingles([], 4) == set()
