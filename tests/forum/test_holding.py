"""Which posts wait, what is said before one is posted, and what an edit decides: pure."""

import pytest

from app.forum.rules import holding, words
from app.forum.rules.boards import Mode
from app.forum.rules.holding import Standing, held_after_edit, held_for
from app.forum.rules.posts import HeldFor, PostState
from app.risk import detector
from app.risk.detector import Channel, Urgency

FREE = Standing(Mode.POST, first=3, shown_before=0)
NUMBER = "Ring me on 07700 900123 if you like"


@pytest.mark.parametrize(
    ("standing", "why"),
    [
        (FREE, None),
        (Standing(Mode.PRE_ALL, 3, 50), HeldFor.EVERY_POST),
        (Standing(Mode.PRE_FIRST, 3, 2), HeldFor.FIRST_POSTS),
        (Standing(Mode.PRE_FIRST, 3, 3), None),
        (Standing(Mode.PRE_ALL, 3, 0, is_staff=True), None),
        (Standing(Mode.POST, 3, 50, is_silent=True), HeldFor.COOLING_OFF),
    ],
)
def test_a_harmless_post_waits_only_for_the_board_or_a_pause(standing: Standing, why: HeldFor | None) -> None:
    assert held_for(set(), standing) is why


def test_what_hurts_waits_for_that_since_it_is_looked_at_sooner() -> None:
    both = {Urgency.HOLD_IDENTITY, Urgency.HOLD_CONDUCT}

    assert held_for(both, FREE) is HeldFor.CONDUCT
    assert held_for({Urgency.HOLD_IDENTITY}, FREE) is HeldFor.IDENTITY
    assert held_for({Urgency.LOOK_NOW}, FREE) is None


@pytest.mark.parametrize(
    ("state", "before", "now", "after"),
    [
        (PostState.SHOWN, None, None, None),
        (PostState.SHOWN, None, HeldFor.IDENTITY, HeldFor.IDENTITY),
        (PostState.HELD, HeldFor.IDENTITY, None, None),
        (PostState.HELD, HeldFor.CONDUCT, None, HeldFor.CONDUCT),
        (PostState.HELD, HeldFor.COOLING_OFF, None, HeldFor.COOLING_OFF),
        (PostState.RETURNED, None, None, HeldFor.CONDUCT),
    ],
)
def test_an_edit_frees_only_what_waited_for_a_name(
    state: PostState, before: HeldFor | None, now: HeldFor | None, after: HeldFor | None
) -> None:
    assert held_after_edit(state, before, now) is after


@pytest.mark.parametrize("held", HeldFor)
def test_every_reason_has_its_words(held: HeldFor) -> None:
    assert holding.reason(held, is_again=False).endswith(".")


def test_a_post_that_came_back_says_that_it_is_read_again() -> None:
    assert "reads it again" in holding.reason(HeldFor.CONDUCT, is_again=True)


def test_a_number_is_named_with_its_words_before_it_is_posted() -> None:
    warned = words.warned(detector.assess(NUMBER, channel=Channel.FORUM), heading="", text=NUMBER)

    assert warned
    assert warned.sentence == "Others would see a phone number: “07700 900123”."


def test_who_has_accepted_these_very_words_is_not_asked_again() -> None:
    found, token = detector.assess(NUMBER, channel=Channel.FORUM), words.token_of("", NUMBER)

    assert words.warned(found, heading="", text=NUMBER, accepted=token) is None
    assert words.warned(found, heading="", text=NUMBER + "!", accepted=token)


def test_nobody_who_writes_of_danger_is_held_up() -> None:
    text = f"He has taken all his tablets and I cannot wake him. {NUMBER}"
    found = detector.assess(text, channel=Channel.FORUM)

    assert {Urgency.LOOK_NOW, Urgency.HOLD_IDENTITY} <= words.applies_in(found)
    assert words.warned(found, heading="", text=text) is None


def test_several_kinds_read_as_a_sentence() -> None:
    warned = words.Warned(("a phone number", "a postcode", "a full name"), (), "t")

    assert warned.sentence == "Others would see a phone number, a postcode and a full name."
