"""The stage of the browser tests: the sample newsroom with original links, hostile words, and its cast.

`python staging.py FOLDER names`, then `… cast`, set it up in processes of their own: settings are read once
in each.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

PASSWORD = "correct horse battery"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<svg/onload=alert(1)>",
    "javascript:alert(1)",
    "'-alert(1)-'",
    "</title></style></textarea></script><script>alert(1)</script>",
    "{{7*7}}{% raise %}${alert(1)}",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    '<a href="java&#x09;script:alert(1)">x</a>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "\u202e<b onmouseover=alert(1)>\u2066",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
)
ARABIC = (
    "افتتح المجلس الجسر الجديد في ميناء مرة يوم الاثنين. وقالت رئيسة البلدية: «انتظرنا طويلا».\n\n"
    "وكلف العمل 42 مليون يورو، بحسب المجلس. ويعبر الجسر كل يوم ألف شخص."
)


def main(folder: Path, what: str) -> None:
    made = newsroom(folder) if what == "names" else cast(folder)
    (folder / f"{what}.json").write_text(json.dumps(made))


def newsroom(folder: Path) -> dict[str, object]:
    """What is told, and what to call it."""
    from wholestory.jobs import sample

    item = sample._item
    sample._item = lambda article: item(article).replace(
        "<title>", f"<link>https://outlets.example/{article.id}</link><title>", 1
    )
    with sample.opened(f"sqlite:///{folder}/first.db") as found:
        found.update()
        found.import_([written(folder / "hostile.jsonl", hostile())])
        found.update()
        found.import_([written(folder / "late.jsonl", late())])
        found.read()
        found.group()
        found.backup(folder / "news.db")
        return names(found)


def hostile():
    """Articles whose every field attacks."""
    for n, words in enumerate(HOSTILE):
        yield {
            "title": f"{words} {n}",
            "outlet": f"Outlet {words}",
            "byline": words,
            "url": words if n % 2 else f"https://hostile.example/{n}?q={words}",
            "date": "2025-03-03",
            "text": f"{words}\n\nThe harbour of case {n} said: “{words}”, a clerk told us.\n\n{words * 3}",
        }


def late():
    """Articles that are read and not compared yet."""
    for outlet in ("Harbour Echo", "Harbour Post"):
        text = "The council of Port Ellis voted on Tuesday to rename the old customs quay after its crane. "
        yield {
            "title": "Port Ellis renames its quay",
            "outlet": outlet,
            "text": text * 4,
            "date": "2026-03-03",
        }
    yield {"title": "افتتاح الجسر الجديد في مرة", "outlet": "صدى مرة", "text": ARABIC, "date": "2026-03-03"}


def written(path: Path, records) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
    return path


def names(found) -> dict[str, object]:
    """The ids of one of each kind of page."""
    briefs = found.stories(most=200)
    wholes = {brief.id: found.story(brief.id) for brief in briefs}
    shown = [wholes[pick.story] for pick in found.edition().picks if pick.story in wholes]
    compared = [each for each in shown if each.coverage and not is_hostile(each.articles[0])]
    told = max(compared, key=lambda each: len(each.articles))
    return {
        "story": told.brief.id,
        "picked": next(each.brief.id for each in compared if each is not told),
        "untold": next(id for id, each in wholes.items() if each.coverage is None),
        "alone": next(id for id, each in wholes.items() if each.coverage and each.brief.articles == 1),
        "thread": next(each.thread.id for each in wholes.values() if each.thread),
        "article": told.coverage.accounts[0].article,
        "outlet": told.articles[0].article.outlet,
        "hostile": [[id, k.article.id] for id, w in wholes.items() for k in w.articles if is_hostile(k)],
        "arabic": [k.article.id for w in wholes.values() for k in w.articles if k.analysis.language == "ar"],
    }


def is_hostile(kept) -> bool:
    return (kept.article.outlet or "").startswith("Outlet")


def cast(folder: Path) -> dict[str, str]:
    """Members with a password and a session each; their cookies."""
    os.environ["WHOLESTORY_DATABASE"] = f"sqlite:///{folder}/news.db"
    from wholestory.site.start import start

    start()
    from allauth.account.models import EmailAddress
    from django.test import Client

    from wholestory.members.models import Member, Membership, Role

    now = datetime.now(UTC)
    day = timedelta(days=1)
    terms = {"trial": ("trial", now + day), "expired": ("trial", now - day), "editor": None, "admin": None}
    terms |= dict.fromkeys(
        ("member", "keeper", "plain", "typist", "holder", "doubler", "stepper", "hearer"), ("granted", None)
    )
    cookies = {}
    for name, term in terms.items():
        role = Role(name) if term is None else Role.READER
        made = Member(email=f"{name}@tide.example", name=name.title(), role=role)
        made.set_password(PASSWORD)
        made.save()
        EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
        if term:
            Membership.objects.create(member=made, kind=term[0], since=now - 20 * day, until=term[1])
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(made, "allauth.account.auth_backends.AuthenticationBackend")
        _confirm(browser, day.total_seconds())
        cookies[name] = browser.cookies["session"].value
    return cookies


def _confirm(browser, seconds: float) -> None:
    """Give the password once more, so that pages which ask for it are there for so long."""
    assert browser.post("/account/reauthenticate/", {"password": PASSWORD}).status_code == 302
    session = browser.session
    session["account_authentication_methods"][-1]["at"] += seconds
    session.save()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
