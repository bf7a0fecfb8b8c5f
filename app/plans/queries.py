"""Reads of a relative's plans, out of their toolbox."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.plans import rules
from app.plans.content import Plan
from app.plans.rules import NOBODY, Sender, Written
from app.toolbox import queries as toolbox
from app.toolbox.queries import Item
from app.toolbox.rules import ABOUT


@dataclass(frozen=True)
class Made:
    """One plan of one person: what is written in it, and the thing in the toolbox that holds it, if they began it."""

    written: Written
    sender: Sender = NOBODY
    item: Item | None = None


@dataclass(frozen=True)
class Earlier:
    """Something written before, elsewhere, that a plan can begin with."""

    title: str
    href: str


@dataclass(frozen=True)
class Opened:
    """A plan with all that its pages need. `name` is the person's, or empty; `beginning` fills boxes of a new plan."""

    made: Made
    name: str
    beginning: Written
    earlier: tuple[Earlier, ...]


def of_person(session: Session, *, person_id: UUID, plans: Iterable[Plan]) -> tuple[dict[str, Made], str]:
    """The plans that a person has begun, by name, and what they call the person they support; one statement."""
    by_source = {plan.source: plan for plan in plans}
    found = toolbox.by_source(session, person_id=person_id, sources=[ABOUT, *by_source])
    begun = {plan.name: _made(found[source]) for source, plan in by_source.items() if source in found}
    return begun, _fields(found.get(ABOUT)).get("name", "")


def opened(session: Session, *, person_id: UUID, plan: Plan) -> Opened:
    """One plan, and what it could begin with; one statement."""
    names = [ABOUT, plan.source, *rules.sources(plan)]
    found = toolbox.by_source(session, person_id=person_id, sources=names)
    made = _made(found[plan.source]) if plan.source in found else Made({})
    about = _fields(found.get(ABOUT))
    answers = {source: _fields(found.get(source)) for source in rules.sources(plan)}
    begun = {} if made.item else rules.beginning(plan, answers, about)
    used = _used(plan, answers, about) if begun else []
    earlier = tuple(Earlier(found[name].kept.title, found[name].kept.href) for name in used)
    return Opened(made, about.get("name", ""), begun, earlier)


def made(session: Session, *, person_id: UUID, plan: Plan) -> Made:
    """One plan alone."""
    found = toolbox.by_source(session, person_id=person_id, sources=[plan.source])
    return _made(found[plan.source]) if found else Made({})


def _used(plan: Plan, answers: Mapping[str, Written], about: Written) -> list[str]:
    """The sources of which something fills a box."""
    theirs = [source for source in rules.sources(plan) if rules.beginning(plan, {source: answers[source]}, {})]
    return [*theirs, *([ABOUT] if rules.beginning(plan, {}, about) else [])]


def _made(item: Item) -> Made:
    sender = item.kept.answer.get("sender")
    return Made(_fields(item), Sender(**sender) if sender else NOBODY, item)


def _fields(item: Item | None) -> Written:
    found: Written = item.kept.answer.get("fields", {}) if item else {}
    return found
