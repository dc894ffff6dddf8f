"""What is learned of a reader, and the stories chosen by it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from front_cards import NOW, card

from wholestory import rank
from wholestory.model import Deed, Reader, Section, SectionKind, Taste, Trait, TraitKind, Wish
from wholestory.rank import front, taste

ALICE = Trait(TraitKind.PERSON, "Alice Marsh")
SAILING = Trait(TraitKind.TOPIC, "sport")


def sails(id, **how):
    return card(id, people=("Alice Marsh",), topics=("sport",), **how)


def others(count, **how):
    return [card(f"other-{n}", topics=("business",), people=(f"Nobody {n}",), **how) for n in range(count)]


def read(*cards, of=None, deed=Deed.READ):
    known = of or Taste()
    for each in cards:
        known = taste.did(known, deed, each, NOW)
    return known


def leaning(known, trait):
    return next((each for each in known.leanings if each.trait == trait), None)


class TestLearning:
    def test_deeds_speak_for_every_trait_of_a_story(self):
        known = read(sails("a", outlets=("Tide",), countries=("IT",), languages=("it",), thread="t-1"))
        assert {each.trait for each in known.leanings} == {
            ALICE,
            SAILING,
            Trait(TraitKind.OUTLET, "Tide"),
            Trait(TraitKind.COUNTRY, "IT"),
            Trait(TraitKind.LANGUAGE, "it"),
            Trait(TraitKind.THREAD, "t-1"),
        }

    def test_a_story_read_twice_counts_once_and_saving_it_counts_more(self):
        known = read(sails("a"))
        assert read(sails("a"), of=known) == known
        assert leaning(read(sails("a"), of=known, deed=Deed.SAVED), ALICE).liked == 3.0

    def test_hiding_speaks_against(self):
        known = read(sails("a"), deed=Deed.HIDDEN)
        assert leaning(known, ALICE).liked == 0
        assert leaning(known, ALICE).disliked > 0
        assert known.deeds == 0

    def test_deeds_fade_and_a_clock_that_goes_back_adds_nothing(self):
        known = leaning(read(sails("a")), ALICE)
        assert taste.faded(known, NOW + taste.HALF).liked == pytest.approx(known.liked / 2)
        assert taste.faded(known, NOW - taste.HALF).liked == known.liked

    def test_a_trait_can_be_forgotten_alone(self):
        known = taste.wished(read(sails("a")), ALICE, Wish.FOLLOW)
        left = taste.forgotten(known, ALICE)
        assert leaning(left, ALICE) is None
        assert left.wishes == ()
        assert leaning(left, SAILING) == leaning(known, SAILING)

    def test_the_last_wish_holds_and_can_be_taken_back(self):
        known = taste.wished(taste.wished(Taste(), ALICE, Wish.LESS), ALICE, Wish.MORE)
        assert known.wishes == ((ALICE, Wish.MORE),)
        assert taste.wished(known, ALICE, None) == Taste()

    def test_what_is_kept_is_bounded(self):
        known = Taste()
        for n in range(200):
            known = taste.did(
                known, Deed.READ, card(f"s-{n}", people=tuple(f"{n}-{k}" for k in range(5))), NOW
            )
        assert len(known.leanings) == taste.LEANINGS
        assert len(read(*(card(f"s-{n}") for n in range(600))).seen) == taste.SEEN


class TestChoosing:
    def test_stories_like_those_read_come_before_more_prominent_ones(self):
        known = read(*(sails(f"read-{n}") for n in range(4)))
        picks = rank.for_you([*others(8, voices=5), sails("new", voices=3)], known, NOW, most=3)
        assert picks[0].story == "new"
        assert rank.words(picks[0].reasons[0]) == "you read 4 on Alice Marsh"

    def test_what_was_read_or_hidden_does_not_come_again(self):
        known = read(sails("hidden"), of=read(sails("read")), deed=Deed.HIDDEN)
        picks = rank.for_you([sails("read"), sails("hidden"), sails("new")], known, NOW, most=9)
        assert [pick.story for pick in picks] == ["new"]

    @pytest.mark.parametrize("wish", [Wish.FOLLOW, Wish.MORE])
    def test_what_is_wished_comes_first_and_says_so(self, wish):
        known = taste.wished(Taste(), ALICE, wish)
        (first, *_) = rank.for_you([*others(8, voices=4), sails("new")], known, NOW, most=9)
        assert first.story == "new"
        assert first.reasons[0].detail == ("Alice Marsh", "person")
        assert "Alice Marsh" in rank.words(first.reasons[0])

    def test_less_comes_later_and_never_does_not_come(self):
        cards = [*others(8, voices=3), sails("new", voices=4)]
        less = rank.for_you(cards, taste.wished(Taste(), ALICE, Wish.LESS), NOW, most=9)
        assert less[0].story != "new"
        assert "new" in {pick.story for pick in less}
        never = rank.for_you(cards, taste.wished(Taste(), ALICE, Wish.NEVER), NOW, most=9)
        assert "new" not in {pick.story for pick in never}

    def test_every_fourth_is_what_others_lead_with(self):
        known = read(*(sails(f"read-{n}") for n in range(9)))
        mine = [sails(f"mine-{n}", voices=9) for n in range(20)]
        picks = rank.for_you([*mine, *others(20, voices=2)], known, NOW, most=12)
        foreign = [n for n, pick in enumerate(picks, 1) if pick.story.startswith("other")]
        assert {4, 8, 12} <= set(foreign)
        assert all(picks[n - 1].reasons[0].kind == "others lead" for n in foreign)

    def test_a_reader_of_whom_nothing_is_known_gets_the_most_prominent(self):
        cards = [card("small", voices=2), card("large", voices=20), card("old", voices=20, hours=50)]
        assert [pick.story for pick in rank.for_you(cards, Taste(), NOW, most=1)] == ["large"]
        assert rank.for_you([], Taste(), NOW, most=5) == ()

    def test_of_one_thread_others_come_between(self):
        cards = [card(f"saga-{n}", voices=8, thread="t-1") for n in range(3)]
        picks = rank.for_you([*cards, card("else", voices=7)], Taste(), NOW, most=2)
        assert [pick.story for pick in picks][1] == "else"

    def test_stories_in_no_language_the_reader_reads_are_left_out(self):
        cards = [card("en", languages=("en",)), card("it", languages=("it", "de")), card("unknown")]
        picks = rank.for_you(cards, Taste(), NOW, most=9, languages=("it",))
        assert {pick.story for pick in picks} == {"it", "unknown"}

    def test_a_taste_of_long_ago_tells_nothing(self):
        known = read(*(sails(f"read-{n}") for n in range(4)))
        later = NOW + timedelta(days=900)
        cards = [replace(each, brief=replace(each.brief, newest_at=later)) for each in [*others(3, voices=9)]]
        weak = replace(sails("new", voices=2), brief=replace(sails("new").brief, newest_at=later, voices=2))
        assert rank.for_you([*cards, weak], known, later, most=1)[0].story != "new"


class TestEdition:
    def test_no_story_stands_twice_and_it_ends(self):
        cards = [card(f"s-{n}", voices=2 + n % 7, topics=("science",), hours=n / 4) for n in range(90)]
        made = front.edition(cards, Reader(), NOW)
        assert len(made.stories) == len(set(made.stories)) <= 54
        assert (len(made.picks), len(made.for_you)) == (front.TOP, front.YOURS)
        assert [part.section for part in made.parts] == [Section(SectionKind.TOPIC, "science")]
        assert made.at == NOW

    def test_nobody_in_particular_gets_no_stories_of_their_own(self):
        assert front.edition([card(f"s-{n}") for n in range(30)], None, NOW).for_you == ()

    def test_a_reader_gets_the_sections_that_were_asked_for_in_their_order(self):
        wanted = tuple(Section(SectionKind.LANGUAGE, code) for code in ("pt", "it", "xx"))
        cards = [card(f"s-{n}", languages=("it",) if n % 2 else ("pt",)) for n in range(60)]
        made = front.edition(cards, Reader(sections=wanted), NOW)
        assert [part.section for part in made.parts] == list(wanted[:2])

    def test_countries_and_languages_make_sections_of_what_topics_leave(self):
        cards = [
            *(card(f"s-{n}", topics=("science",), hours=n) for n in range(20)),
            *(card(f"f-{n}", countries=("FR",), hours=30 + n) for n in range(5)),
            *(card(f"p-{n}", languages=("pt",), hours=40 + n) for n in range(4)),
        ]
        made = front.edition(cards, None, NOW)
        assert [part.section.name for part in made.parts] == ["science", "FR", "pt"]
        assert [len(part.picks) for part in made.parts] == [4, 4, 4]

    def test_what_most_stories_have_is_no_section(self):
        cards = [card(f"s-{n}", languages=("en",), countries=("GB",), hours=n) for n in range(30)]
        made = front.edition(cards, None, NOW)
        assert made.parts == ()
        assert [pick.story for pick in made.rest] == [f"s-{n}" for n in range(10, 22)]

    def test_where_each_story_has_one_outlet_none_leads_and_all_are_there(self):
        made = front.edition([card(f"s-{n}", voices=1) for n in range(5)], None, NOW)
        assert (made.picks, len(made.rest)) == ((), 5)

    def test_a_topic_of_few_stories_is_no_section_by_itself(self):
        cards = [card(f"s-{n}", hours=n) for n in range(15)]
        cards.append(card("one", hours=40, topics=("health",)))
        assert front.edition(cards, None, NOW).parts == ()
