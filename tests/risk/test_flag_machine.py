"""Anything that people, the clock and crashes may do to flags, in any order: what must always hold, holds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core import clock
from app.core.db import Platform, Scope, unit_of_work
from app.core.errors import Conflict
from app.risk import rules
from app.risk import service as risk
from app.risk.models import Flag, FlagEvent
from app.risk.rules import Event, Outcome, Rung, Source, State, SubjectKind, Urgency
from app.risk.service import Concern
from tests.builders import risk as build
from tests.builders.accounts import make_person
from tests.people import Cast

# These change a flag, so each raises its version by one.
_ASIDE = {Event.CAME_SECOND, Event.ESCALATED, Event.NOBODY_TO_CALL, Event.NOTED, Event.OPENED, Event.CALL_FAILED}
CHANGES = set(Event) - _ASIDE
which, who, crashes = (
    st.sampled_from([0, 1]),
    st.sampled_from(["max", "sue", "sara"]),
    st.sampled_from([False] * 4 + [True]),
)
stale = st.sampled_from([0] * 4 + [1])


class Crash(Exception):
    """The process dies before the transaction commits."""


class Flags(RuleBasedStateMachine):
    """Max (who has closed many), Sue and Sara, the sweep and the clock, over two subjects."""

    cast: Cast
    staff: dict[str, Person]
    owner: Engine

    def __init__(self) -> None:
        super().__init__()
        # What stands in the database, read anew after each commit and not for each look at it: half of all the time.
        self.rows: tuple[list[Flag], list[FlagEvent]] | None = None
        self.travel = time_machine.travel(build.WORKING, tick=False)
        self.clock = self.travel.start()
        with self.owner.begin() as connection:
            connection.execute(text("TRUNCATE flags, flag_events, flag_calls, outbound_mail CASCADE"))
        self._make_max_experienced()
        self.subjects = [uuid4(), uuid4()]
        self.viewers = {name: build.viewer(person) for name, person in self.staff.items()}

    def _make_max_experienced(self) -> None:
        flag = build.make_flag(self.cast.ben)
        build.take(self.cast.max, flag)
        build.propose(self.cast.max, flag)
        build.confirm(self.staff["sara"], flag)
        facts: dict[str, Any] = {"event": Event.NOTED.value, "facts": {}, "happened_at": build.WORKING}
        with unit_of_work(flag.trust_id) as session:
            for _each in range(rules.SHADOWED):
                line = facts | {"event": Event.CLOSE_PROPOSED.value, "actor_id": self.cast.max.id}
                session.add(FlagEvent(trust_id=flag.trust_id, flag_id=flag.id, **line))

    def teardown(self) -> None:
        self.travel.stop()

    @rule(which=which, urgency=st.sampled_from(Urgency), key=st.sampled_from("abcdef"), crash=crashes)
    def raised(self, which: int, urgency: Urgency, key: str, crash: bool) -> None:
        told = key in self._keys(which)
        self._step(which, partial(self._raise, which, urgency, key), crash=crash, changes=not told)

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def taken(self, which: int, person: str, stale: int, crash: bool) -> None:
        self._act(risk.take, which, person, stale, crash)

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def released(self, which: int, person: str, stale: int, crash: bool) -> None:
        self._act(partial(risk.release, words="Somebody else?"), which, person, stale, crash)

    @rule(which=which, person=who, to=who, stale=stale, crash=crashes)
    def handed_over(self, which: int, person: str, to: str, stale: int, crash: bool) -> None:
        self._act(partial(risk.hand_over, to=self.staff[to].id, words="Yours."), which, person, stale, crash)

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def referred(self, which: int, person: str, stale: int, crash: bool) -> None:
        self._act(partial(risk.refer, where="crisis team", words="They ring."), which, person, stale, crash)

    @rule(which=which, person=who, outcome=st.sampled_from(Outcome), stale=stale, crash=crashes)
    def closed(self, which: int, person: str, outcome: Outcome, stale: int, crash: bool) -> None:
        self._act(partial(risk.close, outcome=outcome, words="Done."), which, person, stale, crash)

    @rule(which=which, person=who, outcome=st.sampled_from(Outcome), stale=stale, crash=crashes)
    def proposed(self, which: int, person: str, outcome: Outcome, stale: int, crash: bool) -> None:
        self._act(partial(risk.propose_close, outcome=outcome, words="Done?"), which, person, stale, crash)

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def confirmed(self, which: int, person: str, stale: int, crash: bool) -> None:
        self._act(_read_and_confirm, which, person, stale, crash)

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def confirmed_unread(self, which: int, person: str, stale: int, crash: bool) -> None:
        """Only what was opened before, and that since it was proposed, can be closed."""
        flag = self._flag(which)
        events = self._events(flag.id) if flag else []
        self._act(risk.confirm_close, which, person, stale, crash)
        if flag and flag.state == State.AWAITING_SECOND.value and not self._has_read(person, events):
            assert self._versions(which)[0] == flag.version

    @rule(which=which, person=who, stale=stale, crash=crashes)
    def refused(self, which: int, person: str, stale: int, crash: bool) -> None:
        self._act(partial(risk.refuse_close, words="Not yet."), which, person, stale, crash)

    @rule(person=who, crash=crashes)
    def left(self, person: str, crash: bool) -> None:
        """Their account is closed: nothing stays in their hands."""
        leaver, tess = self.staff[person].id, self.cast.tess.id
        lay_down = partial(risk.lay_down_all, person_id=leaver, actor_id=tess)
        self._commit(self.cast.riverside.id, lay_down, crash=crash)
        assert crash or not [flag for flag in self._flags() if flag.taken_by == leaver]

    @rule(minutes=st.sampled_from([1, 14, 31, 61, 250, 1440]))
    def time_passes(self, minutes: int) -> None:
        self.clock.shift(timedelta(minutes=minutes))

    @rule(crash=crashes)
    def escalated(self, crash: bool) -> None:
        """Each that is due is called about once; no other is; a crash calls nobody, and the next sweep makes up."""
        due = {flag.id for flag in self._flags() if flag.next_escalation_at and flag.next_escalation_at <= self._now()}
        before = self._climbs()
        self._commit(Platform.SWEEP, risk.escalate_due, crash=crash)
        after = self._climbs()
        assert {flag_id for flag_id in after if after[flag_id] > before.get(flag_id, 0)} == (set() if crash else due)
        assert sum(after.values()) - sum(before.values()) == (0 if crash else len(due))

    @rule(crash=crashes)
    def freed(self, crash: bool) -> None:
        left = {flag.id for flag in self._flags() if flag.lease_until and flag.lease_until <= self._now()}
        self._commit(Platform.SWEEP, risk.free_abandoned, crash=crash)
        new = {flag.id for flag in self._flags() if flag.state == State.NEW.value}
        assert crash or left <= new

    @invariant()
    def there_is_one_flag_for_a_subject(self) -> None:
        subjects = [flag.subject_id for flag in self._flags()]
        assert len(subjects) == len(set(subjects))

    @invariant()
    def the_history_tells_every_change(self) -> None:
        for flag in self._flags():
            if flag.subject_id in self.subjects:
                found = self._events(flag.id)
                assert flag.version == sum(Event(each.event) in CHANGES for each in found)
                assert flag.state == [each.to_state for each in found if each.to_state][-1]

    @invariant()
    def nothing_lies_forgotten(self) -> None:
        for flag in self._flags():
            if flag.state == State.TAKEN.value:
                assert flag.taken_by and flag.lease_until and not flag.next_escalation_at
            elif flag.state != State.CLOSED.value:
                assert flag.next_escalation_at

    @invariant()
    def what_needs_two_was_closed_by_two(self) -> None:
        for flag in self._flags():
            if flag.state == State.CLOSED.value and flag.needs_two:
                assert flag.first_closer and flag.first_closer != flag.closed_by

    def _has_read(self, person: str, events: list[FlagEvent]) -> bool:
        proposed = max((each.id for each in events if each.event == Event.CLOSE_PROPOSED.value), default=0)
        mine = [each for each in events if each.actor_id == self.staff[person].id]
        return any(each.id > proposed for each in mine if each.event == Event.OPENED.value)

    def _act(self, verb: Callable[..., bool], which: int, person: str, stale: int, crash: bool) -> None:
        flag = self._flag(which)
        if flag is None or flag.version <= stale:
            return
        facts = {"viewer": self.viewers[person], "flag_id": flag.id, "version": flag.version - stale}
        self._step(which, lambda session: verb(session, **facts), crash=crash, stale=bool(stale))

    def _step(
        self,
        which: int,
        act: Callable[[Session], object],
        *,
        crash: bool,
        changes: bool | None = None,
        stale: bool = False,
    ) -> None:
        """Whatever is answered must be what is found afterwards."""
        before = self._versions(which)
        answer = self._commit(self.cast.riverside.id, act, crash=crash)
        if crash or answer is Conflict:
            expected = (0, 0)
            assert crash or not stale
        elif changes is None:
            assert bool(answer) is not stale
            expected = (0, 1) if stale else (1, 0)
        else:
            expected = (int(changes), 0)
        after = self._versions(which)
        assert (after[0] - before[0], after[1] - before[1]) == expected

    def _commit(self, scope: Scope, act: Callable[[Session], object], *, crash: bool) -> object:
        try:
            with unit_of_work(scope) as session:
                answer = act(session)
                if crash:
                    raise Crash  # noqa: TRY301 - here it dies
        except (Crash, Conflict) as error:
            return Crash if isinstance(error, Crash) else Conflict
        finally:
            self.rows = None
        return answer

    def _raise(self, which: int, urgency: Urgency, key: str, session: Session) -> None:
        risk.raise_flag(
            session,
            trust_id=self.cast.riverside.id,
            kind=SubjectKind.POST,
            subject_id=self.subjects[which],
            writer_id=self.cast.alice.id,
            concern=Concern(Source.DETECTOR, urgency, key, "He is gone"),
        )

    def _now(self) -> datetime:
        return clock.now()

    def _flags(self) -> list[Flag]:
        return self._rows()[0]

    def _flag(self, which: int) -> Flag | None:
        return next((flag for flag in self._flags() if flag.subject_id == self.subjects[which]), None)

    def _events(self, flag_id: UUID) -> list[FlagEvent]:
        return [each for each in self._rows()[1] if each.flag_id == flag_id]

    def _rows(self) -> tuple[list[Flag], list[FlagEvent]]:
        if self.rows is None:
            with unit_of_work(self.cast.riverside.id) as session:
                events = session.scalars(select(FlagEvent).order_by(FlagEvent.id))
                self.rows = list(session.scalars(select(Flag))), list(events)
        return self.rows

    def _keys(self, which: int) -> set[str | None]:
        flag = self._flag(which)
        return {each.reason_key for each in self._events(flag.id)} if flag else set()

    def _versions(self, which: int) -> tuple[int, int]:
        """How often the flag was changed, and how often somebody came second."""
        flag = self._flag(which)
        seconds = sum(each.event == Event.CAME_SECOND.value for each in self._events(flag.id)) if flag else 0
        return (flag.version if flag else 0, seconds)

    def _climbs(self) -> dict[UUID, int]:
        climbed = {Event.ESCALATED.value, Event.NOBODY_TO_CALL.value}
        return {flag.id: sum(each.event in climbed for each in self._events(flag.id)) for flag in self._flags()}


def _read_and_confirm(session: Session, *, viewer: SignedIn, flag_id: UUID, version: int) -> bool:
    risk.open_content(session, viewer=viewer, flag_id=flag_id)
    return risk.confirm_close(session, viewer=viewer, flag_id=flag_id, version=version)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_ten_thousand_steps_leave_every_flag_whole(cast: Cast, owner: Engine) -> None:
    for rung in (Rung.SENIOR, Rung.DUTY, Rung.OWNER):
        build.make_contact(cast.riverside, rung, by=cast.tess)
    sara = make_person("Sara", Role.SAFEGUARDING_LEAD, trust=cast.riverside)
    staff = {"max": cast.max, "sue": cast.sue, "sara": sara}
    machine = type("Machine", (Flags,), {"cast": cast, "staff": staff, "owner": owner})
    every = list(HealthCheck)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, suppress_health_check=every, database=None
        ),
    )
