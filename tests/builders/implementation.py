"""The implementation workspace for tests."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update

from app.accounts.models import Person
from app.accounts.roles import Role, permissions_of
from app.accounts.signed_in import SignedIn
from app.audit.models import AuditEntry
from app.core import clock
from app.core.config import PROJECT
from app.core.db import Platform, unit_of_work
from app.implementation import content
from app.implementation.models import (
    ImplementationTask,
    NomadDraft,
    NomadReplier,
    NomadReply,
    NomadRound,
    NomadText,
    Suggestion,
)
from app.implementation.queries import suggestions as said_queries
from app.implementation.queries import tasks as task_queries
from app.implementation.queries.suggestions import Said
from app.implementation.rules import ITEMS, SuggestionState, TaskState
from app.implementation.service import answering, improving, rounds, suggesting, tasks
from app.implementation.service.suggesting import Decision
from app.implementation.service.tasks import Wanted

WORKSPACE = content.load(PROJECT / "modules_content")
WORDS = [f"Statement {number} about Holdfast" for number in range(1, ITEMS + 1)]
OURS = "why-we-offer-it"


def today() -> date:
    """The day in London."""
    return clock.london_day(clock.now())


def as_user(person: Person, role: Role = Role.TRUST_LEAD) -> SignedIn:
    """Somebody signed in, as services see them."""
    roles = frozenset({role})
    crisis = ("", "")
    facts = (person.id, person.trust_id, "Riverside", *crisis, person.name, person.email)
    return SignedIn(*facts, roles, (), permissions_of(roles), b"", comes_back=False)


def change_task(by: Person, name: str = OURS, **wanted: Any) -> None:
    """The lead makes something of a task; what is not said stays as it is."""
    user = as_user(by)
    with unit_of_work(user.own_trust) as session:
        task = task_queries.one(session, trust_id=user.own_trust, workspace=WORKSPACE, name=name)
        facts = {"state": task.state, "owner_id": task.owner_id, "due_on": task.due_on, "evidence": task.evidence}
        tasks.change(session, user=user, task=task, wanted=Wanted(**(facts | wanted)))


def task_of(person: Person, name: str = OURS) -> ImplementationTask | None:
    """The row of one of our tasks."""
    with unit_of_work(person.trust_id) as session:
        return session.scalar(select(ImplementationTask).where(ImplementationTask.key == name))


def make_overdue(by: Person, owner: Person, name: str = OURS) -> None:
    """A task that should have been done yesterday."""
    change_task(by, name, state=TaskState.DOING, owner_id=owner.id, due_on=today() - timedelta(days=1))


def put_in_words(by: Person) -> None:
    """The trust's own 23 items."""
    with unit_of_work(by.trust_id) as session:
        rounds.put_in_words(session, user=as_user(by), items=WORDS, licence="Leave of the authors")


def open_round(by: Person, name: str = "Spring", *, days: int = 14) -> UUID:
    """A round that is open, with words."""
    put_in_words(by)
    with unit_of_work(by.trust_id) as session:
        return rounds.open_round(session, user=as_user(by), name=name, closes_on=today() + timedelta(days=days))


def close_round(by: Person, round_id: UUID) -> None:
    """Ends it."""
    with unit_of_work(by.trust_id) as session:
        rounds.close(session, user=as_user(by), round_id=round_id)


def let_round_end(round_id: UUID) -> None:
    """Its last day was yesterday."""
    yesterday = today() - timedelta(days=1)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        days = {"opened_on": yesterday - timedelta(days=14), "closes_on": yesterday}
        session.execute(update(NomadRound).where(NomadRound.id == round_id).values(days))


def answer(person: Person, round_id: UUID, answers: dict[int, int | None], *, sends: bool = True) -> None:
    """Somebody answers some items, by place, and sends them."""
    user = as_user(person, Role.CLINICIAN)
    with unit_of_work(user.own_trust) as session:
        answering.keep(session, user=user, round_id=round_id, answers=answers)
        if sends:
            answering.send(session, user=user, round_id=round_id)


def add_replies(person: Person, round_id: UUID, replies: Sequence[Sequence[int | None]]) -> None:
    """Answers that nobody in particular has sent."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        for each in replies:
            session.add(NomadReply(trust_id=person.trust_id, round_id=round_id, answers=list(each)))


def rows_of(table: type[NomadReply | NomadReplier | NomadDraft | NomadText | NomadRound]) -> list[Any]:
    """All rows of a table, in every trust."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return list(session.scalars(select(table)))


def suggest(person: Person, words: str = "Larger letters, please.", *, role: Role = Role.RELATIVE) -> UUID:
    """Somebody suggests something."""
    with unit_of_work(person.trust_id) as session:
        made = suggesting.suggest(session, user=as_user(person, role), words=words)
        assert made
        return made


def said(person: Person, suggestion_id: UUID) -> Said:
    """A suggestion as it is now."""
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        return said_queries.one(session, trust_id=person.trust_id, suggestion_id=suggestion_id)


def decide(by: Person, suggestion_id: UUID, state: SuggestionState, answer_: str = "Because.") -> None:
    """The lead answers."""
    now = said(by, suggestion_id)
    with unit_of_work(by.trust_id) as session:
        suggesting.decide(session, user=as_user(by), said=now, decision=Decision(state, answer_))


def suggestion_row(suggestion_id: UUID) -> Suggestion | None:
    """Its row, if it is there."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.get(Suggestion, suggestion_id)


def keys_of(owner_id: UUID) -> int:
    """How many keys something has."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return session.scalar(text("SELECT count(*) FROM data_keys WHERE owner_id = :id"), {"id": owner_id}) or 0


def improve(by: Person, said_: str = "Letters are small", did: str = "They are larger now") -> UUID:
    """The lead writes down what was changed."""
    with unit_of_work(by.trust_id) as session:
        return improving.add(session, user=as_user(by), said=said_, did=did, done_on=today())


def audited(action: str) -> list[dict[str, Any]]:
    """The details of each entry of the trail with this action."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id))
        return [each.details for each in entries]
