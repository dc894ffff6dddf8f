from wholestory.text.commonness import is_common, is_known


def test_words_that_text_writes_small_are_common_and_names_are_not():
    assert all(map(is_common, ("house", "casa", "maison", "because")))
    assert not any(map(is_common, ("london", "france", "zzyzx", "")))


def test_frequent_words_are_known_in_either_case_but_not_very_short_ones():
    assert is_known("house")
    assert is_known("london")
    assert not is_known("at")
    assert not is_known("zzyzx")
