"""Keeps a plan step by step in the relative's toolbox, begins one, puts one aside."""

from uuid import uuid4

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.core import clock, turns
from app.core.templating import long_date
from app.core.turns import Turn
from app.plans import queries, rules
from app.plans.content import Plan
from app.plans.queries import Made
from app.plans.rules import Sender, Written
from app.toolbox import service as toolbox
from app.toolbox.rules import Kept, Kind
from app.usage import service as usage
from app.usage.events import Event


def save(session: Session, *, writer: SignedIn, plan: Plan, words: Written) -> None:
    """Keeps what was written into some boxes beside what stands in the others; a plan with nothing in it is no plan."""
    before = _in_turn(session, writer, plan)
    written = {**before.written, **words}
    if any(written.values()):
        _keep(session, writer, plan.source, rules.kept(plan, written, sender=before.sender))
        usage.record(
            session,
            event=Event.PLAN_SAVED,
            trust_id=writer.own_trust,
            person_id=writer.person_id,
            subject=plan.name,
        )
    elif before.item:
        toolbox.remove_source(session, person_id=writer.person_id, source=plan.source)


def begin(session: Session, *, writer: SignedIn, plan: Plan) -> None:
    """Begins a plan with what the person wrote elsewhere; one that is there stays as it is."""
    turns.wait(session, Turn.PLAN, of=writer.person_id)
    found = queries.opened(session, person_id=writer.person_id, plan=plan)
    if found.beginning:
        save(session, writer=writer, plan=plan, words=found.beginning)


def keep_sender(session: Session, *, writer: SignedIn, plan: Plan, sender: Sender) -> None:
    """Keeps a name and an address with the letter; nobody's takes them out again."""
    before = _in_turn(session, writer, plan)
    if before.item and before.sender != sender:
        _keep(session, writer, plan.source, rules.kept(plan, before.written, sender=sender))


def put_aside(session: Session, *, writer: SignedIn, plan: Plan) -> None:
    """Moves a plan to a place of its own in the toolbox, where only its writer sees it, and leaves empty boxes."""
    before = _in_turn(session, writer, plan)
    if before.item:
        toolbox.remove_source(session, person_id=writer.person_id, source=plan.source)
        aside = rules.put_aside(plan, before.written, day=long_date(clock.now()))
        _keep(session, writer, f"{plan.source}/{uuid4()}", aside)


def _in_turn(session: Session, writer: SignedIn, plan: Plan) -> Made:
    """The plan as it is now: of two tabs that save at once the second sees what the first wrote."""
    turns.wait(session, Turn.PLAN, of=writer.person_id)
    return queries.made(session, person_id=writer.person_id, plan=plan)


def _keep(session: Session, writer: SignedIn, source: str, kept: Kept) -> None:
    toolbox.save(
        session, person_id=writer.person_id, trust_id=writer.own_trust, kind=Kind.PLAN, source=source, kept=kept
    )
