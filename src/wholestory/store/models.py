"""The tables. Times are UTC; what is read together stands in one index; nothing is deleted by a fetch."""

from django.db import models
from django.db.models import Q


class Feed(models.Model):
    """One address that is asked for news, once for all who follow it."""

    url = models.TextField(unique=True)
    title = models.TextField(null=True)
    site = models.TextField(null=True)
    outlet = models.TextField(null=True, db_index=True)
    state = models.CharField(max_length=10, default="active")
    etag = models.TextField(null=True)
    last_modified = models.TextField(null=True)
    validated = models.TextField(null=True)  # the address that gave both
    parser = models.TextField(null=True)  # which of our parsers read what they vouch for
    digest = models.TextField(null=True)
    pace = models.JSONField(default=dict)
    failures = models.IntegerField(default=0)
    status = models.IntegerField(null=True)
    error = models.TextField(null=True)
    moved_to = models.TextField(null=True)
    moved_times = models.IntegerField(default=0)
    moved_since = models.DateTimeField(null=True)
    added_at = models.DateTimeField()
    checked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    next_check_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=10, null=True)
    lease = models.CharField(max_length=32, null=True)
    leased_until = models.DateTimeField(null=True)
    pushed_until = models.DateTimeField(null=True)

    class Meta:
        """Due feeds are found by their time alone."""

        indexes = (
            models.Index(
                fields=["next_check_at", "id"],
                name="feed_due",
                condition=Q(next_check_at__isnull=False, state="active"),
            ),
        )


class Follow(models.Model):
    """That a reader follows a feed, under which name, in which folders; `reader` is empty for the house."""

    reader = models.TextField(default="")
    feed = models.ForeignKey(Feed, models.CASCADE, related_name="follows")
    title = models.TextField(null=True)
    folders = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    extra = models.JSONField(default=list)
    since = models.DateTimeField()

    class Meta:
        """A feed is followed once."""

        constraints = (models.UniqueConstraint(fields=["reader", "feed"], name="follow_once"),)


class Entry(models.Model):
    """One entry as its feed gives it now; `Version` keeps how it read before."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="entries")
    key = models.TextField()
    guid = models.TextField(null=True)
    link = models.TextField(null=True)
    title = models.TextField(null=True)
    digest = models.CharField(max_length=32)
    sort_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    novelty = models.CharField(max_length=10)
    body = models.BinaryField()

    class Meta:
        """`key` makes an entry unique within its feed, whoever stores it and however often."""

        constraints = (models.UniqueConstraint(fields=["feed", "key"], name="entry_once"),)
        indexes = (
            models.Index(fields=["-sort_at", "-id"], name="entry_newest"),
            models.Index(fields=["feed", "-sort_at", "-id"], name="entry_of_feed"),
            models.Index(fields=["link"], name="entry_link", condition=Q(link__isnull=False)),
        )


class Version(models.Model):
    """How an entry read before it was changed, and until when."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="versions")
    number = models.IntegerField()
    until = models.DateTimeField()
    title = models.TextField(null=True)
    digest = models.CharField(max_length=32)
    body = models.BinaryField()

    class Meta:
        """Versions count from 1, the oldest."""

        constraints = (models.UniqueConstraint(fields=["entry", "number"], name="version_once"),)


class Pending(models.Model):
    """An entry whose article is still to be read, or could not be: then `due_at` is empty, `error` says why.

    The row goes when the article is read to the end; an edited entry gets a new one.
    """

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="pending")
    due_at = models.DateTimeField(null=True)
    tries = models.IntegerField(default=0)
    error = models.TextField(null=True)
    lease = models.CharField(max_length=32, null=True)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        """Due entries are found by their time alone."""

        indexes = (
            models.Index(fields=["due_at", "entry"], name="pending_due", condition=Q(due_at__isnull=False)),
        )


class Article(models.Model):
    """The article of an entry as it reads now, with its analysis; `ArticleVersion` keeps how it read before.

    `sort_at` is its publication as far as that is credible. `stages` names the versions of what read it,
    so that old results can be told.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="article")
    link = models.TextField(null=True)
    outlet = models.TextField(null=True)
    language = models.CharField(max_length=8, null=True)
    title = models.TextField(null=True)
    sort_at = models.DateTimeField()
    read_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    whole = models.BooleanField()
    digest = models.CharField(max_length=32)
    stages = models.TextField()
    body = models.BinaryField()
    analysis = models.BinaryField()
    vector = models.BinaryField(null=True)
    embedder = models.TextField(null=True)
    placed = models.BooleanField(default=False)

    class Meta:
        """Newest first, all of one address together; what stands in no story yet is found at once."""

        indexes = (
            models.Index(fields=["-sort_at", "-id"], name="article_newest"),
            models.Index(fields=["link"], name="article_link", condition=Q(link__isnull=False)),
            models.Index(fields=["stages"], name="article_stages"),
            models.Index(fields=["id"], name="article_unplaced", condition=Q(placed=False)),
        )


class ArticleVersion(models.Model):
    """How an article read before its outlet changed it, and until when."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="versions")
    number = models.IntegerField()
    until = models.DateTimeField()
    title = models.TextField(null=True)
    body = models.BinaryField()

    class Meta:
        """Versions count from 1, the oldest."""

        constraints = (models.UniqueConstraint(fields=["article", "number"], name="article_version_once"),)


class Thread(models.Model):
    """A saga of stories; `body` says why they are one."""

    id = models.TextField(primary_key=True)
    body = models.BinaryField()
    coverage = models.BinaryField(null=True)


class Story(models.Model):
    """One event. Of a merged one only its id is left, which leads `into` another; a closed one takes no more.

    `looked` is how large it was when grouping last looked at it article by article. `due_at` is set while
    what is told of it is older than its articles, `turn` counts its changes. `chapter` is what links it to
    other stories.
    """

    id = models.TextField(primary_key=True)
    into = models.ForeignKey("self", models.CASCADE, null=True, related_name="merged", db_index=False)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    closed = models.BooleanField(default=False)
    looked = models.IntegerField(default=0)
    articles = models.IntegerField(default=0)
    voices = models.IntegerField(default=0)
    newest_at = models.DateTimeField(null=True)
    heat = models.FloatField(null=True)
    headline = models.TextField(null=True)
    outlet = models.TextField(null=True)
    turn = models.IntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    thread = models.ForeignKey(Thread, models.SET_NULL, null=True, related_name="stories")
    chapter = models.BinaryField(null=True)
    body = models.BinaryField(null=True)
    coverage = models.BinaryField(null=True)

    class Meta:
        """Newest and hottest first, of those that hold articles; what is to be told anew is found at once."""

        indexes = (
            models.Index(fields=["into"], name="story_merged", condition=Q(into__isnull=False)),
            models.Index(fields=["-newest_at", "-id"], name="story_newest", condition=Q(into=None)),
            models.Index(fields=["-heat", "-id"], name="story_hottest", condition=Q(into=None)),
            models.Index(fields=["-heat"], name="story_due", condition=Q(due_at__isnull=False)),
            models.Index(fields=["changed_at"], name="story_open", condition=Q(closed=False, into=None)),
        )


class Card(models.Model):
    """What a front page shows of a story of several articles, apart from its row, which is long.

    `began_at` and `pace` say when its first and its latest articles appeared (`store.cards`), `body` what was
    cut from them when it was told last.
    """

    story = models.OneToOneField(Story, models.CASCADE, primary_key=True, related_name="card")
    began_at = models.DateTimeField()
    pace = models.TextField()
    body = models.BinaryField(null=True)


class Section(models.Model):
    """That a story stands in a section of the front page; `name` begins with a letter for its kind.

    `heat` is the story's, so that one index gives a section's hottest stories.
    """

    story = models.ForeignKey(Story, models.CASCADE, related_name="sections")
    name = models.TextField()
    heat = models.FloatField()

    class Meta:
        """Hottest first."""

        indexes = (models.Index(fields=["name", "-heat", "-story"], name="section_hottest"),)


class Ranking(models.Model):
    """The top stories in their order, as they stood at some time: what rises and falls is told from it."""

    at = models.DateTimeField(db_index=True)
    stories = models.JSONField()


class Member(models.Model):
    """That an article stands in a story. `kept` is what grouping holds of it while the story is open,
    `settled` says whether a thorough repair has seen it."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="member")
    story = models.ForeignKey(Story, models.PROTECT, related_name="members")
    number = models.BigIntegerField()  # in the order they came
    kept = models.BinaryField(null=True)
    settled = models.BooleanField(default=False)

    class Meta:
        """Open ones in the order they came, and those that are still to be settled."""

        indexes = (
            models.Index(fields=["number"], name="member_open", condition=Q(kept__isnull=False)),
            models.Index(fields=["number"], name="member_unsettled", condition=Q(settled=False)),
        )


class Happening(models.Model):
    """One thing that happened to a story, in the order it happened."""

    story = models.TextField()
    body = models.BinaryField()

    class Meta:
        """All that happened to one story together."""

        indexes = (models.Index(fields=["story", "id"], name="happening_of_story"),)


class Verdict(models.Model):
    """What a person said of the grouping, for good: articles that belong together, or do not."""

    binds = models.BooleanField()
    body = models.BinaryField()


class Link(models.Model):
    """That two stories are of one saga, and how firmly; `one` is the id that sorts first."""

    one = models.ForeignKey(Story, models.CASCADE, related_name="links")
    other = models.ForeignKey(Story, models.CASCADE, related_name="linked")
    firmness = models.FloatField()

    class Meta:
        """A pair is linked once."""

        constraints = (models.UniqueConstraint(fields=["one", "other"], name="link_once"),)


class Actor(models.Model):
    """That somebody acts in a story, by a hash of the name and its weight there: finds stories that may be
    linked, the latest first."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="actors")
    name = models.BigIntegerField()
    weight = models.FloatField()

    class Meta:
        """The latest stories that somebody acts in."""

        indexes = (models.Index(fields=["name", "-id"], name="actor_latest"),)


class Searched(models.Model):
    """An article in the index of words, and its number there (`search.places`).

    `country` is part of what the index holds and stands nowhere else; the words are made from the article.
    """

    place = models.BigIntegerField(primary_key=True)
    article = models.OneToOneField(Article, models.PROTECT, related_name="searched")
    country = models.CharField(max_length=2, null=True)


class Rest(models.Model):
    """A site that asked for a rest."""

    site = models.TextField(primary_key=True)
    until = models.DateTimeField()


class Hub(models.Model):
    """Who offers to tell of a feed's news, and how our subscription there stands."""

    feed = models.OneToOneField(Feed, models.CASCADE, primary_key=True, related_name="hub")
    url = models.TextField()
    topic = models.TextField()
    token = models.TextField(unique=True)
    secret = models.TextField()
    asked_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    failures = models.IntegerField(default=0)
    error = models.TextField(null=True)

    class Meta:
        """Those to be asked are found by their time."""

        indexes = (
            models.Index(fields=["next_at", "feed"], name="hub_due", condition=Q(next_at__isnull=False)),
        )
