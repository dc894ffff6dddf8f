from storing import HOUR, NOW, arrival, brought, followed, lent


def test_pages_meet_without_gap_or_repetition_even_where_times_are_equal(opened):
    followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, *(arrival(f"{n}", at=NOW - (n // 4) * HOUR) for n in range(23)))])
    whole = [e.key for e in opened.newest(most=100)]
    paged, place = [], None
    while page := opened.newest(most=5, before=place):
        paged += [e.key for e in page]
        place = page[-1].place
    assert paged == whole
    assert len(set(whole)) == 23
    times = [e.sort_at for e in opened.newest(most=100)]
    assert times == sorted(times, reverse=True)


def test_a_list_can_be_of_one_feed(opened):
    followed(opened, "https://one.example/rss", "https://two.example/rss")
    one, two = lent(opened)
    opened.keep([brought(one, arrival("a")), brought(two, arrival("a"), arrival("b"))])
    assert len(opened.newest(most=9)) == 3
    assert {e.feed for e in opened.newest(most=9, feed=two.id)} == {two.id}
