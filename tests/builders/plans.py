"""Plans: the real files beside the real modules, and one written by a person."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from app.accounts.models import Person
from app.core.config import PROJECT
from app.core.db import unit_of_work
from app.directory import content as directory
from app.modules import for_plans, library
from app.modules.content.library import Library
from app.plans import content, rules
from app.plans.content import Elsewhere, Plan
from app.toolbox import service as toolbox
from app.toolbox.queries import Item
from app.toolbox.rules import Kind
from tests.builders.toolbox import items_of

CONTENT = PROJECT / "modules_content"


@lru_cache(maxsize=1)
def modules() -> Library:
    """The real modules, read once."""
    return library.load(CONTENT, directory=directory.load(CONTENT))


def load(folder: Path = CONTENT) -> dict[str, Plan]:
    """The plans of a folder, which refer to the real modules."""
    return content.load(folder, elsewhere=Elsewhere(for_plans.boxes(modules()), modules().title_of))


@lru_cache(maxsize=1)
def real() -> dict[str, Plan]:
    """The plans that are shipped."""
    return load()


def make_plan(person: Person, plan: Plan, words: Mapping[str, str], *, others: str = "") -> Item:
    """A plan with these words in its boxes, by the boxes' names, and `others` in the rest."""
    assert person.trust_id
    written = {each.id: words.get(each.id, each.options[0].id if each.options else others) for each in plan.fields}
    with unit_of_work(person.trust_id) as session:
        kept = rules.kept(plan, written)
        toolbox.save(
            session, person_id=person.id, trust_id=person.trust_id, kind=Kind.PLAN, source=plan.source, kept=kept
        )
    return item_of(person, plan.name)


def item_of(person: Person, plan: str) -> Item:
    """A plan of a person, as their toolbox holds it."""
    return next(item for item in items_of(person) if item.source == f"plans/{plan}")
