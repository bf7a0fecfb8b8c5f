"""Closing a flag: two people for what cannot wait, and for a new colleague's first ones."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.core.db import unit_of_work
from app.core.errors import Conflict
from app.risk import figures
from app.risk import service as risk
from app.risk.rules import Event, Outcome, State, Urgency
from tests.builders import risk as build
from tests.people import Cast


def test_max_closes_alone_what_could_wait(cast: Cast) -> None:
    build.make_experienced(cast.max, writer=cast.ben)
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)

    assert build.close(cast.max, flag, Outcome.NO_CONCERN)

    seen = build.seen_by(cast.sue, flag)
    assert (seen.state, seen.outcome, seen.closed_by) == (State.CLOSED, Outcome.NO_CONCERN, cast.max.id)


def test_maxs_first_ones_are_looked_at_by_somebody_else(cast: Cast) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)

    with pytest.raises(Conflict):
        build.close(cast.max, flag)

    assert build.propose(cast.max, flag)
    assert build.confirm(cast.sue, flag)


def test_what_cannot_wait_is_closed_by_two(cast: Cast) -> None:
    build.make_experienced(cast.max, writer=cast.ben)
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    with pytest.raises(Conflict):
        build.close(cast.max, flag)
    build.propose(cast.max, flag, Outcome.TEAM_TOLD)

    assert build.confirm(cast.sue, flag)

    seen = build.seen_by(cast.sue, flag)
    assert (seen.first_closer, seen.closed_by, seen.outcome) == (cast.max.id, cast.sue.id, Outcome.TEAM_TOLD)


def test_max_cannot_be_his_own_second(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    with pytest.raises(Conflict):
        build.confirm(cast.max, flag)


def test_sue_cannot_agree_to_what_she_has_not_read(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    with pytest.raises(risk.Unread, match="Read what was written first"):
        build.agree(cast.sue, flag)


def test_what_sue_read_before_it_was_proposed_does_not_count(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.read(cast.sue, flag)
    build.propose(cast.max, flag)

    with pytest.raises(risk.Unread):
        build.agree(cast.sue, flag)

    assert build.now_of(flag).state == State.AWAITING_SECOND.value


def test_that_max_has_read_it_again_does_not_count_for_sue(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    build.read(cast.max, flag)

    with pytest.raises(risk.Unread):
        build.agree(cast.sue, flag)


def test_sue_who_agrees_to_an_old_page_comes_second_whether_she_has_read_it_or_not(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    who = build.viewer(cast.sue)

    with unit_of_work(flag.trust_id) as session:
        assert not risk.confirm_close(session, viewer=who, flag_id=flag.id, version=1)


def test_nobody_adds_a_note_to_what_is_closed(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    build.confirm(cast.sue, flag)

    with pytest.raises(Conflict), unit_of_work(flag.trust_id) as session:
        risk.note(session, viewer=build.viewer(cast.sue), flag_id=flag.id, words="One more thing.")


def test_the_database_too_refuses_one_person_closing_twice(cast: Cast, owner: Engine) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    alone = text(
        "UPDATE flags SET state = 'closed', closed_at = now(), closed_by = first_closer, outcome = 'no_concern'"
    )

    with pytest.raises(DBAPIError, match="closed_by_two"), unit_of_work(flag.trust_id) as session:
        session.execute(alone)


def test_sue_does_not_agree_and_has_it_now(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    assert build.refuse(cast.sue, flag)

    seen = build.seen_by(cast.max, flag)
    assert (seen.state, seen.taken_by, seen.first_closer, seen.outcome) == (State.TAKEN, cast.sue.id, None, None)


def test_the_second_person_is_called_and_the_ladder_waits_for_them(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    assert build.now_of(flag).next_escalation_at


def test_a_new_reason_brings_back_what_waits_for_the_second(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    build.again(flag, build.concern())

    seen = build.seen_by(cast.max, flag)
    assert (seen.state, seen.urgency, seen.first_closer) == (State.NEW, Urgency.LOOK_NOW, None)


def test_the_history_cannot_be_changed(cast: Cast, owner: Engine) -> None:
    build.make_flag(cast.alice)

    for change in ("UPDATE flag_events SET event = 'noted'", "DELETE FROM flag_events"):
        with pytest.raises(DBAPIError, match="only be added to"), owner.begin() as connection:
            connection.execute(text("SELECT set_config('holdfast.platform', 'attack', true)"))
            connection.execute(text(change))


def test_the_whole_story_of_one_flag(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)
    build.confirm(cast.sue, flag)

    assert build.events(flag, reader=cast.sue) == [
        Event.RAISED,
        Event.TAKEN,
        Event.CLOSE_PROPOSED,
        Event.OPENED,
        Event.CLOSED,
    ]


def test_a_proposed_outcome_is_no_verdict_in_the_figures(cast: Cast) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag, Outcome.NO_CONCERN)

    with unit_of_work(flag.trust_id) as session:
        (found,) = figures.worked(session, trust_id=flag.trust_id, start=flag.raised_at, end=build.now_of(flag).due_at)
    assert (found.outcome, found.acknowledged_at is None) == (None, False)
