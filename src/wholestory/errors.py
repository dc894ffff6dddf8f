"""One tree of errors; each has a stable `code` that reports and exit codes rest on."""

from __future__ import annotations

from typing import ClassVar


class WholestoryError(Exception):
    """Anything this package raises on purpose."""

    code: ClassVar[str] = "error"


class Unreadable(WholestoryError):
    """An input that holds no article we can read."""

    code = "unreadable"


class Empty(Unreadable):
    """Nothing in it but white space."""

    code = "empty"


class NotText(Unreadable):
    """Binary data, or bytes that are text in no encoding."""

    code = "not_text"


class TooLarge(Unreadable):
    """Larger than an article can be."""

    code = "too_large"


class Missing(Unreadable):
    """No such file."""

    code = "missing"


class NoArticle(Unreadable):
    """Only furniture: menus, share words, sign-up calls."""

    code = "no_article"


class TookTooLong(Unreadable):
    """The page's worker ran out of time or memory."""

    code = "took_too_long"


class NotAFeed(Unreadable):
    """A page, a login form or anything else where a feed or a list of feeds should be."""

    code = "not_a_feed"


class CutShort(Unreadable):
    """A file, or a page in it, that ends before its end."""

    code = "cut_short"


class BadRecord(Unreadable):
    """A JSON line without the fields an article needs; a record of an archive that is damaged."""

    code = "bad_record"


class DatabaseUnusable(WholestoryError):
    """A newsroom's file that cannot be opened, read or written."""

    code = "database_unusable"


class DatabaseTooNew(DatabaseUnusable):
    """A file that a newer program wrote."""

    code = "database_too_new"


class DatabaseFull(DatabaseUnusable):
    """No space left where the file is; nothing was changed."""

    code = "database_full"


class DatabaseLocked(DatabaseUnusable):
    """Another program has been writing for longer than anyone waits."""

    code = "database_locked"


class AlreadyThere(WholestoryError):
    """A file that would be replaced, which nobody asked for."""

    code = "already_there"


class NotFollowable(WholestoryError):
    """An address with neither a feed nor a page that names one."""

    code = "not_followable"


class BadAddress(WholestoryError):
    """An address of a newsroom that names no kind of database we know."""

    code = "bad_address"


class BadSetting(WholestoryError):
    """A setting that is not there, or of the wrong kind."""

    code = "bad_setting"


class NotThere(WholestoryError):
    """A story or an article that the newsroom does not hold, or not together."""

    code = "not_there"


class NotWritten(WholestoryError):
    """A file that could not be written; an earlier one of its name is as it was."""

    code = "not_written"


class NeedsMore(WholestoryError):
    """Something that comes with an extra of the package, which is not installed."""

    code = "needs_more"


class NotServed(WholestoryError):
    """Pages that cannot be served."""

    code = "not_served"


class BadMember(WholestoryError):
    """What is asked of a member, a term or a mark cannot be."""

    code = "bad_member"
