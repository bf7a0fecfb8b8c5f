"""What comes of what was written, decided from data alone."""

from app.plans import presenters, rules
from app.plans.content.words import named
from app.plans.rules import NOBODY, Sender
from tests.builders.plans import real

SIGNS, CRISIS, LOOP = real()["early-signs"], real()["crisis"], real()["loop"]


def test_what_is_empty_is_left_out_and_the_rest_stands_in_order() -> None:
    assert rules.lines(SIGNS, {"down": "Phone off", "up": "Oranges", "ring": "", "gone": "x"}) == [
        ["Going up: the first signs", "Oranges"],
        ["Going down: the first signs", "Phone off"],
    ]


def test_the_card_holds_only_the_short_lines() -> None:
    kept = rules.kept(
        CRISIS, {"signs": "Curtains", "helps": "Tea", "worse": "Touch", "ring": "Grace", "medicines": "L"}
    )

    assert [label for label, _words in kept.card] == ["Helps", "Makes it worse", "Ring", "Medicines"]


def test_a_choice_stands_in_words_and_one_that_is_gone_not_at_all() -> None:
    assert rules.lines(LOOP, {"link": "my-sense"})[0][1] == "What I make of it: what else could it be?"
    assert rules.lines(LOOP, {"link": "something-old"}) == []
    assert rules.filled_steps(LOOP, {"link": "something-old"}) == 0


def test_going_on_begins_at_the_first_step_with_nothing_in_it() -> None:
    assert rules.first_empty(SIGNS, {"up": "x"}).name == "up-agreed"
    assert rules.first_empty(SIGNS, {field.id: "x" for field in SIGNS.fields}).name == "going-up"


def test_a_plan_begins_with_the_modules_words_and_fills_gaps_from_what_is_known_of_him() -> None:
    answers = {"dealing-with-a-crisis/my-crisis-plan": {"ring": "Grace", "helps": "Tea", "signs": ""}}
    about = {"contacts": "The duty worker", "early-signs": "Curtains", "triggers": "Letters"}

    assert rules.beginning(CRISIS, answers, about) == {"ring": "Grace", "helps": "Tea", "signs": "Curtains"}


def test_of_two_activities_the_first_that_filled_a_box_wins() -> None:
    plan = real()["questions-for-the-team"]
    answers = {
        "services-and-your-rights/my-meeting-sheet": {"ask": "", "seen": "Two hours of sleep"},
        "treatment-and-medicines/questions-to-take-along": {"ask": "For how long?", "worse": "Shaking"},
    }

    assert rules.beginning(plan, answers, {}) == {"seen": "Two hours of sleep", "ask": "For how long?"}


def test_the_sender_is_in_no_line_that_a_team_could_read() -> None:
    plan = real()["carers-assessment"]
    kept = rules.kept(plan, {"tasks": "I cook"}, sender=Sender("Alice", "2 Bank Street"))

    assert "Bank Street" not in str((kept.lines, kept.card, kept.title))
    assert kept.answer["sender"]["address"] == "2 Bank Street"
    assert "sender" not in rules.kept(plan, {"tasks": "I cook"}, sender=NOBODY).answer


def test_the_person_is_called_as_the_relative_calls_them() -> None:
    assert named("{{Person}} and {{person}}", "Rory") == "Rory and Rory"
    assert named("{{Person}} and {{person}}", "") == "The person you support and the person you support"


def test_much_on_one_sheet_is_printed_smaller() -> None:
    assert not presenters.is_long({"up": "x" * 400, "down": "x" * 400})
    assert presenters.is_long({"up": "x" * 600, "down": "x" * 400})
