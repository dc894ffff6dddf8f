"""The sample outlets are followed without a network, and never twice."""

import pytest
from sites import rss, running

from wholestory.errors import AlreadyThere
from wholestory.jobs import Worker, sample
from wholestory.newsroom import opened


def test_its_stories_are_there_after_one_round_and_opened_again_none_comes_twice(tmp_path):
    address = f"sqlite:///{tmp_path}/sample.db"
    for _ in range(2):
        with sample.opened(address) as newsroom:
            worker = Worker(newsroom)
            worker.once()
            assert worker.health.error is None
            assert not [each for each in newsroom.followed() if each.feed.failures]
            articles, stories = newsroom.articles(most=1000), newsroom.stories()
    assert len(articles) == len(sample.articles()) == sum(brief.articles for brief in stories)
    assert max(brief.articles for brief in stories) == 15


def test_a_newsroom_of_other_things_is_left_alone(tmp_path):
    address = f"sqlite:///{tmp_path}/news.db"
    with running() as site:
        site.pages["/rss"] = rss(("a", "First"))
        with opened(address, allowed=["127.0.0.0/8"]) as newsroom:
            newsroom.follow(site.url("/rss"))
        with pytest.raises(AlreadyThere), sample.opened(address):
            pass
    with opened(address) as newsroom:
        assert len(newsroom.followed()) == 1
