from storing import HOUR, NOW, arrival, brought, followed, lent

from wholestory.model import Subscription


def test_following_twice_changes_nothing(opened):
    first = opened.follow(
        [Subscription(url="https://a.example/rss", title="Mine", folders=(("x", "y"),))], NOW
    )
    assert opened.follow([Subscription(url="https://a.example/rss", title="Other")], NOW + HOUR) == first
    ((subscription, _),) = opened.followed()
    assert (subscription.title, subscription.folders) == ("Mine", (("x", "y"),))


def test_all_that_a_list_says_of_a_feed_comes_back(opened):
    given = Subscription(
        url="https://a.example/rss",
        title="A",
        site="https://a.example/",
        folders=(("News", "World"), ("Morning",)),
        tags=("sea",),
        extra=(("colour", "blue"),),
    )
    opened.follow([given], NOW)
    assert [s for s, _ in opened.followed()] == [given]


def test_a_long_list_is_followed_in_order(opened):
    urls = [f"https://{n}.example/rss" for n in range(1300)]
    ids = followed(opened, *urls)
    assert [s.url for s, _ in opened.followed()] == urls
    assert [f.id for _, f in opened.followed()] == list(ids)


def test_readers_follow_each_for_themselves(opened):
    followed(opened)
    opened.follow([Subscription(url="https://tide.example/rss", title="Hers")], NOW, reader="ann")
    (feed,) = lent(opened)
    assert opened.unfollow(feed.id)
    assert opened.followed() == ()
    assert [s.title for s, _ in opened.followed(reader="ann")] == ["Hers"]


def test_what_nobody_follows_is_asked_no_more_but_kept(opened):
    (id,) = followed(opened)
    (feed,) = lent(opened)
    opened.keep([brought(feed, arrival("a"))])
    assert opened.unfollow(id)
    assert not opened.unfollow(id)
    assert lent(opened, now=NOW + 100 * HOUR) == ()
    assert len(opened.newest(most=5)) == 1
    followed(opened)
    assert len(lent(opened)) == 1
