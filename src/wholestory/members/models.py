"""The members' tables: fields, constraints and indexes. They stand in a file of their own.

An entry of the newsroom is named by its number, a story by its id: both are for ever, and no table here
leans on one there.
"""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    """What a member may do beyond reading."""

    READER = "reader"
    EDITOR = "editor"  # picks, corrects, looks after outlets
    ADMIN = "admin"  # all that, and the members


class Member(AbstractBaseUser):
    """Who signs in, by e-mail. `name` is how an editor signs a pick; most have none."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.READER)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    leaving_at = models.DateTimeField(null=True, db_index=True)  # when all that is theirs goes

    USERNAME_FIELD = EMAIL_FIELD = "email"
    objects = BaseUserManager()


class Membership(models.Model):
    """A term in which a member reads without limit; without `until` it has no end. Terms may overlap."""

    class Kind(models.TextChoices):
        """On what ground."""

        TRIAL = "trial"
        GRANTED = "granted"  # by an admin
        INVITED = "invited"  # by a code
        PAID = "paid"  # as a payment provider says

    member = models.ForeignKey(Member, models.CASCADE, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    reference = models.CharField(
        max_length=200, blank=True
    )  # a code's hash, a subscription's id, who granted

    class Meta:
        """A member has one trial, ever."""

        constraints = (
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(kind="trial"), name="membership_one_trial"
            ),
            models.UniqueConstraint(
                fields=["member", "kind", "reference"],
                condition=models.Q(kind__in=["invited", "paid"]),
                name="membership_one_a_ground",
            ),
        )
        indexes = (models.Index(fields=["member", "until"], name="membership_of_member"),)


class Mark(models.Model):
    """What a member did with a story or an article."""

    class Kind(models.TextChoices):
        """What."""

        READ = "read"
        SAVED = "saved"
        HIDDEN = "hidden"

    member = models.ForeignKey(Member, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    of = models.CharField(max_length=80)  # a story's id, an article's ("e" and its number)
    at = models.DateTimeField()

    class Meta:
        """Once each; the latest first."""

        constraints = (models.UniqueConstraint(fields=["member", "kind", "of"], name="mark_once"),)
        indexes = (models.Index(fields=["member", "kind", "-at", "-id"], name="mark_latest"),)


class Follow(models.Model):
    """What a member wants to hear of: a story, thread, person, topic, outlet, country, or a saved search."""

    class Kind(models.TextChoices):
        """What it is."""

        STORY = "story"
        THREAD = "thread"
        PERSON = "person"
        TOPIC = "topic"
        OUTLET = "outlet"
        COUNTRY = "country"
        SEARCH = "search"

    member = models.ForeignKey(Member, models.CASCADE, related_name="follows")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    of = models.CharField(max_length=400)
    at = models.DateTimeField()

    class Meta:
        """Once each."""

        constraints = (models.UniqueConstraint(fields=["member", "kind", "of"], name="follow_of_once"),)
        indexes = (models.Index(fields=["member", "-at", "-id"], name="follow_latest"),)


class Device(models.Model):
    """A browser that a member lets us push to. Its endpoint is a secret of the push service's."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="devices")
    endpoint = models.CharField(max_length=1000, unique=True)
    host = models.CharField(max_length=260, db_index=True)  # of the push service
    key = models.CharField(max_length=120)
    secret = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)  # the browser, as it calls itself
    session = models.CharField(max_length=64, blank=True, db_index=True)  # a hash of the one it came in
    since = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)  # in a row
    rests_until = models.DateTimeField(null=True)  # as the push service asked


class Watch(models.Model):
    """What the follower of a story or a search has been told of it, so that only what is new is told."""

    follow = models.OneToOneField(Follow, models.CASCADE, primary_key=True, related_name="watch")
    known = models.TextField()  # JSON
    told_at = models.DateTimeField(null=True)
    looked_at = models.DateTimeField(db_index=True)


class Notice(models.Model):
    """A message to a device: to be sent when it is due, or sent; for a week it is kept to tell."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="notices")
    tag = models.CharField(max_length=32)  # a later message of the same tag takes its place
    body = models.TextField()  # JSON
    made_at = models.DateTimeField(db_index=True)
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        """Those that are due, the oldest first."""

        indexes = (
            models.Index(fields=["due_at", "id"], condition=models.Q(sent_at=None), name="notice_due"),
        )


class Briefing(models.Model):
    """When a member wants the day's edition by letter; `sent_on` is their day of the last one."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="briefing")
    hour = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)
    due_at = models.DateTimeField(db_index=True)
    sent_on = models.DateField(null=True)


class Suggestion(models.Model):
    """What a reader says of the grouping: that an article is wrong in its story, or belongs to another.

    `article` is "e" and its number, `story` where it stood when it was said, `into` the story it belongs to.
    """

    class Kind(models.TextChoices):
        """What."""

        WRONG = "wrong"
        BELONGS = "belongs"

    class Answer(models.TextChoices):
        """What the desk did."""

        WAITING = "waiting"
        DONE = "done"
        DECLINED = "declined"

    member = models.ForeignKey(Member, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    article = models.CharField(max_length=80)
    story = models.CharField(max_length=80)
    into = models.CharField(max_length=80, blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)

    class Meta:
        """Nobody says the same twice while it waits; those that wait, the oldest first."""

        constraints = (
            models.UniqueConstraint(
                fields=["member", "kind", "article", "into"],
                condition=models.Q(answer="waiting"),
                name="suggestion_once",
            ),
        )
        indexes = (models.Index(fields=["answer", "at", "id"], name="suggestion_waiting"),)


class Taste(models.Model):
    """What was learnt of a member's reading, packed (`rank.taste`)."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="taste")
    body = models.BinaryField()
    changed_at = models.DateTimeField()


class Pick(models.Model):
    """A story that an editor chose, with the reason; the lowest `place` stands first."""

    story = models.CharField(max_length=80)
    note = models.CharField(max_length=280, blank=True)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="picks")
    signed = models.CharField(max_length=80, blank=True)  # the editor's name as it stood then
    place = models.IntegerField(default=0)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        """A story is picked once; those that run are found by their place."""

        constraints = (models.UniqueConstraint(fields=["story"], name="pick_once"),)
        indexes = (models.Index(fields=["place", "-since"], name="pick_in_order"),)


class Act(models.Model):
    """What an editor or an admin did, for good: never changed, and kept when its doer is gone."""

    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="acts")
    signed = models.CharField(max_length=254)  # who it was, as it stood then
    what = models.CharField(max_length=40)
    of = models.CharField(max_length=440)
    at = models.DateTimeField(db_index=True)


class Signal(models.Model):
    """What a member did, in order, so that what was learnt of it can be learnt again; never changed."""

    class Kind(models.TextChoices):
        """What."""

        READ = "read"
        SAVED = "saved"
        HIDDEN = "hidden"
        FOLLOWED = "followed"
        UNDONE = "undone"  # `of` says what: "saved e12", "followed topic sport"
        MORE = "more"
        LESS = "less"
        NEVER = "never"

    member = models.ForeignKey(Member, models.CASCADE, related_name="signals")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    of = models.CharField(max_length=440)
    at = models.DateTimeField()

    class Meta:
        """In order."""

        indexes = (models.Index(fields=["member", "id"], name="signal_in_order"),)


class Opened(models.Model):
    """An article that a member without a term opened, in a week; each counts once."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="opened")
    week = models.DateField()  # its Monday
    of = models.CharField(max_length=80)

    class Meta:
        """Once a week."""

        constraints = (models.UniqueConstraint(fields=["member", "week", "of"], name="opened_once"),)


class Invitation(models.Model):
    """A code that gives a term to whoever enters it; only its hash is kept."""

    hash = models.CharField(max_length=64, unique=True)
    note = models.CharField(max_length=80, blank=True)
    days = models.PositiveIntegerField(null=True)  # without it the term has no end
    uses = models.PositiveIntegerField()  # that are left
    until = models.DateTimeField(null=True)  # when it can be entered no more
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="invitations")
    at = models.DateTimeField()


class Payer(models.Model):
    """A payment provider's customer, and which member that is, as far as we know."""

    customer = models.CharField(max_length=120, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="payers")
    email = models.EmailField(blank=True, db_index=True)  # as the provider says; proves nothing
    told_at = models.DateTimeField(null=True)  # when the provider last named the member itself


class Subscription(models.Model):
    """What a payer pays for, put together from events that come in any order."""

    payer = models.ForeignKey(Payer, models.CASCADE, related_name="subscriptions")
    reference = models.CharField(max_length=120, unique=True)
    since = models.DateTimeField(null=True)
    paid_until = models.DateTimeField(null=True)  # the latest of all that were paid
    status = models.CharField(max_length=20, blank=True)
    status_at = models.DateTimeField(null=True)  # when the provider said so
    ended_at = models.DateTimeField(null=True)


class Event(models.Model):
    """An event of the payment provider that was taken; never taken twice."""

    reference = models.CharField(max_length=120, unique=True)
    at = models.DateTimeField()


class Token(models.Model):
    """What a member's program signs in with, at the API alone. It is shown once; its hash is kept."""

    class Scope(models.TextChoices):
        """What it may do of what its member may."""

        READ = "read"
        WRITE = "write"  # and read

    member = models.ForeignKey(Member, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=16)  # to know it again in a list; no part of the secret
    hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=10, choices=Scope.choices)
    made_at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # when it is taken no more
    used_at = models.DateTimeField(null=True)  # to the hour, about
