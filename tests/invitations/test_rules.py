"""The table of states, and what a link is still good for."""

import pytest

from app.invitations.rules import LEADS_TO, LIVE, OFFERED, TRANSITIONS, Standing, State, Step, may_become, standing

ENDS = {State.ACCEPTED, State.DECLINED, State.REVOKED}


def test_every_state_is_in_both_tables() -> None:
    assert set(TRANSITIONS) == set(OFFERED) == set(State)


@pytest.mark.parametrize("state", sorted(ENDS))
def test_nothing_follows_on_what_has_ended(state: State) -> None:
    assert not TRANSITIONS[state]
    assert not OFFERED[state]


@pytest.mark.parametrize("state", list(State))
def test_only_steps_that_the_table_allows_are_offered(state: State) -> None:
    for step in OFFERED[state] - {Step.DISCARD}:
        assert may_become(state, LEADS_TO[step]), step


def test_an_account_comes_only_from_an_opened_link() -> None:
    assert {state for state in State if may_become(state, State.ACCEPTED)} == {State.OPENED}


def test_nothing_becomes_a_draft_again() -> None:
    assert not any(may_become(state, State.DRAFTED) for state in State)


def test_what_is_live_can_be_taken_back() -> None:
    assert {state for state in State if may_become(state, State.REVOKED)} == LIVE


@pytest.mark.parametrize(
    ("state", "newest", "repeated", "run_out", "expected"),
    [
        (State.QUEUED, True, False, False, Standing.WORKS),
        (State.SENT, True, False, False, Standing.WORKS),
        (State.OPENED, True, False, False, Standing.WORKS),
        (State.UNDELIVERABLE, True, False, False, Standing.WORKS),
        (State.SENT, False, False, False, Standing.SUPERSEDED),
        (State.SENT, True, False, True, Standing.EXPIRED),
        (State.EXPIRED, True, False, True, Standing.EXPIRED),
        (State.EXPIRED, True, True, True, Standing.SUPERSEDED),
        (State.REVOKED, True, False, True, Standing.REVOKED),
        (State.REVOKED, False, False, False, Standing.REVOKED),
        (State.REVOKED, True, True, False, Standing.SUPERSEDED),
        (State.ACCEPTED, True, False, True, Standing.USED),
        (State.ACCEPTED, False, True, False, Standing.USED),
        (State.DECLINED, True, False, True, Standing.DECLINED),
    ],
)
def test_what_the_holder_of_a_link_finds(
    state: State, *, newest: bool, repeated: bool, run_out: bool, expected: Standing
) -> None:
    assert standing(state=state, is_newest_link=newest, is_repeated=repeated, run_out=run_out) is expected
