"""The day's edition comes by letter once a day, at the hour that was chosen, to proved addresses alone."""

import email
import os
import re
import select
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress
from cast import CAST, as_, member
from django.conf import settings
from django.core import mail
from django.test import Client

from wholestory.errors import BadMember
from wholestory.members import leaving
from wholestory.members.models import Briefing, Member
from wholestory.members.notices import briefings, letters

NOW = datetime(2026, 3, 20, 5, 30, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BASE = "https://news.example"


@pytest.fixture(autouse=True)
def _posted(monkeypatch):
    """Letters that are sent stand in `mail.outbox`."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)


@pytest.fixture
def alice():
    made = member("Alice")
    EmailAddress.objects.update_or_create(
        user=made, email=made.email, defaults={"verified": True, "primary": True}
    )
    return made


def test_it_comes_at_the_hour_chosen_and_once_a_day(newsroom, alice):
    briefings.want(alice, hour=7, zone="Europe/Rome", now=NOW)
    sent = [letters.send(BASE, NOW + n * HOUR / 2) for n in range(96)]
    at = [NOW + n * HOUR / 2 for n, number in enumerate(sent) if number]
    assert at == [datetime(2026, 3, 20, 6, tzinfo=UTC), datetime(2026, 3, 21, 6, tzinfo=UTC)]
    assert len(mail.outbox) == 2


def test_what_is_noted_before_it_is_sent_is_not_sent_again_after_a_crash(newsroom, alice, monkeypatch):
    briefings.want(alice, hour=7, zone="Europe/Rome", now=NOW)

    class Killed(BaseException):
        pass

    def killed(*_):
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr(letters, "letter", killed)
        with pytest.raises(Killed):
            letters.send(BASE, NOW + HOUR)
    assert letters.send(BASE, NOW + 2 * HOUR) == 0


def test_a_mail_server_that_does_not_take_it_is_asked_again(newsroom, alice, monkeypatch):
    briefings.want(alice, hour=7, zone="Europe/Rome", now=NOW)

    def refused(self, *_):
        raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refused)
        assert letters.send(BASE, NOW + HOUR) == 0
    assert letters.send(BASE, NOW + HOUR + HOUR / 2) == 0
    assert letters.send(BASE, NOW + 2 * HOUR) == 1
    assert letters.send(BASE, NOW + 3 * HOUR) == 0


def test_another_hour_on_the_same_day_brings_no_second_one(newsroom, alice):
    briefings.want(alice, hour=7, zone="Europe/Rome", now=NOW)
    letters.send(BASE, NOW + HOUR)
    briefings.want(alice, hour=20, zone="Europe/Rome", now=NOW + 2 * HOUR)
    assert sum(letters.send(BASE, NOW + n * HOUR) for n in range(2, 24)) == 0
    assert letters.send(BASE, NOW + DAY + 14 * HOUR) == 1


@pytest.mark.parametrize("why", ["unverified", "other address", "leaving", "inactive"])
def test_who_must_not_be_written_to_is_not(newsroom, alice, why):
    briefings.want(alice, hour=7, zone="UTC", now=NOW)
    match why:
        case "unverified":
            EmailAddress.objects.update(verified=False)
        case "other address":
            Member.objects.filter(pk=alice.pk).update(email="new@tide.example")
        case "leaving":
            leaving.ask(alice, NOW)
        case _:
            Member.objects.filter(pk=alice.pk).update(is_active=False)
    assert sum(letters.send(BASE, NOW + n * HOUR) for n in range(30)) == 0
    assert mail.outbox == []


def test_the_letter_holds_outlets_words_in_two_forms_and_the_way_out(newsroom, alice):
    briefings.want(alice, hour=7, zone="Europe/Rome", now=NOW)
    letters.send(BASE, NOW + HOUR)
    (sent,) = mail.outbox
    assert sent.to == ["alice@tide.example"]
    assert sent.subject == "Your briefing, Friday, March 20, 2026"
    read = email.message_from_bytes(sent.message().as_bytes())
    plain, page = (part.get_payload(decode=True).decode() for part in read.get_payload())
    story = newsroom.edition().picks[0].story
    card = newsroom.cards([story])[0]
    for text in (plain, page):
        assert f"{BASE}/story/{story}" in text
        assert card.face.headline.by.outlet in text
    assert card.face.headline.text in plain
    assert "&#39;" not in plain
    assert "<img" not in page
    assert "http" not in re.sub(rf"{BASE}[^\s\"<]*", "", page), "nothing is fetched from elsewhere"
    stop = re.fullmatch(r"<https://news\.example(/briefing/stop/\S+)>", read["List-Unsubscribe"].strip())[1]
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"{BASE}{stop}" in plain
    machine = Client(SERVER_NAME="localhost", enforce_csrf_checks=True)
    assert machine.get(stop).status_code == 200
    assert Briefing.objects.exists(), "looking at it ends nothing"
    assert machine.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Briefing.objects.exists()
    assert machine.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200


def test_a_token_that_is_not_ours_ends_nothing(client, alice):
    briefings.want(alice, hour=7, zone="UTC", now=NOW)
    whole = briefings.token(alice)
    other = f"{whole[:-3]}{'aaa' if whole[-3:] != 'aaa' else 'bbb'}"
    for token in (other, "1", "x" * 3000, ":::"):
        assert client.post(f"/briefing/stop/{token}").status_code == 404
    assert Briefing.objects.exists()


def test_an_outlets_markup_is_text_in_the_letter(newsroom, alice, monkeypatch):
    from dataclasses import replace

    held = newsroom.cards

    def marked(stories):
        return tuple(
            replace(
                card, face=replace(card.face, headline=None), brief=replace(card.brief, headline="<script>x")
            )
            for card in held(stories)
        )

    monkeypatch.setattr(newsroom, "cards", marked)
    made = letters.letter(alice, BASE, "today")
    ((page, _),) = made.alternatives
    assert "<script>" not in page
    assert "<script>x" in made.body


@pytest.mark.parametrize(
    ("zone", "hour", "now", "expected"),
    [
        ("Europe/Rome", 2, datetime(2026, 3, 29, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, tzinfo=UTC)),
        ("Europe/Rome", 7, datetime(2026, 3, 28, 7, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),
        ("Pacific/Auckland", 6, datetime(2026, 6, 1, 17, tzinfo=UTC), datetime(2026, 6, 1, 18, tzinfo=UTC)),
        ("America/New_York", 23, datetime(2026, 12, 31, 12, tzinfo=UTC), datetime(2027, 1, 1, 4, tzinfo=UTC)),
    ],
)
def test_the_hour_is_the_one_of_the_place_also_when_clocks_change(zone, hour, now, expected):
    assert briefings.upcoming(now, hour, zone) == expected


def test_a_day_that_had_its_own_is_over():
    after = date(2026, 3, 20)
    found = briefings.upcoming(NOW, 7, "Europe/Rome", after=after)
    assert found.astimezone(ZoneInfo("Europe/Rome")).date() == after + DAY


@pytest.mark.parametrize(
    ("hour", "zone"), [(24, "UTC"), (-1, "UTC"), (7, "../etc/passwd"), (7, ""), (7, "Mars/Olympus")]
)
def test_no_other_hours_and_places_are_taken(alice, hour, zone):
    with pytest.raises(BadMember):
        briefings.want(alice, hour=hour, zone=zone, now=NOW)


def test_it_is_asked_for_and_ended_on_ones_own_page(newsroom):
    browser = as_("member")
    EmailAddress.objects.all().delete()
    assert "once your address is confirmed" in browser.get("/you").content.decode()
    alice = Member.objects.get()
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    browser.post("/you/briefing", {"hour": "6", "zone": "Asia/Tokyo"})
    held = Briefing.objects.get()
    assert (held.hour, held.zone) == (6, "Asia/Tokyo")
    page = browser.get("/you").content.decode()
    assert 'value="Asia/Tokyo"' in page
    assert '<option value="6" selected>' in page
    browser.post("/you/briefing", {"hour": "99", "zone": "Asia/Tokyo"})
    assert Briefing.objects.get().hour == 6
    browser.post("/you/briefing", {"stop": "1"})
    assert not Briefing.objects.exists()


@pytest.mark.parametrize("standing", CAST)
def test_the_page_is_for_whoever_is_signed_in(newsroom, standing):
    answer = as_(standing).get("/briefing")
    assert answer.status_code == (302 if standing == "anonymous" else 200)


def test_the_page_ends_and_tells_no_story_twice(newsroom):
    page = as_("member").get("/briefing").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert newsroom.edition().picks[0].story in main
    assert "That was all for today." in main
    told = re.findall(r'<h3[^>]*><a href="/story/([^"]+)"', main)
    assert told
    assert len(told) == len(set(told))


def test_the_notifiers_process_sends_and_ends_with_its_input(told, tmp_path):
    """As `wholestory serve` runs it: the settings by the environment, a letter to the console."""
    environ = {**os.environ, "WHOLESTORY_DATABASE": f"sqlite:///{tmp_path}/news.db"}
    code = (
        "import os, shutil\n"
        f"shutil.copy({str(told)!r}, {str(tmp_path / 'news.db')!r})\n"
        "from wholestory.site.start import start; start()\n"
        "from datetime import UTC, datetime\n"
        "from allauth.account.models import EmailAddress\n"
        "from wholestory.members.models import Briefing, Member\n"
        "made = Member.objects.create(email='alice@tide.example')\n"
        "EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)\n"
        "Briefing.objects.create(member=made, hour=1, zone='UTC', due_at=datetime.now(UTC))\n"
    )
    subprocess.run([sys.executable, "-c", code], env=environ, check=True, timeout=60)
    process = subprocess.Popen(
        [sys.executable, "-m", "wholestory.site.notifier", "http://127.0.0.1:8080"],
        env={**environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        process.stdin.write(b"\n")
        process.stdin.flush()
        heard = b""
        while not re.search(rb"List-Unsubscribe:\s+<http://127.0.0.1:8080/briefing/stop/", heard):
            assert select.select([process.stdout], [], [], 60)[0], heard
            piece = os.read(process.stdout.fileno(), 65536)
            assert piece, heard
            heard += piece
        process.stdin.close()
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
