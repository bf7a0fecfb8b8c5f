"""Finding a plan by its address, and what every page of one is given."""

from typing import Any

from fastapi import Request, Response

from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database
from app.plans import presenters, queries
from app.plans.content import Plan
from app.plans.queries import Opened
from app.trusts import queries as trusts


def all_plans(request: Request) -> dict[str, Plan]:
    """Every plan, by name."""
    plans: dict[str, Plan] = request.app.state.plans
    return plans


def find(request: Request, name: str) -> Plan:
    """The plan at an address. Raises NotFound."""
    found = all_plans(request).get(name)
    if found is None:
        raise NotFound("There is no plan at this address. You find all of them under /plans.")
    return found


def begun(request: Request, session: Database, user: SignedIn, name: str) -> tuple[Plan, Opened]:
    """A plan in which something is written. Raises NotFound."""
    plan = find(request, name)
    opened = queries.opened(session, person_id=user.person_id, plan=plan)
    if opened.made.item is None:
        raise NotFound("There is nothing in this plan yet. Open it under /plans and begin.")
    return plan, opened


def show(
    request: Request,
    session: Database,
    user: SignedIn,
    template: str,
    *,
    plan: Plan,
    opened: Opened,
    status: int = 200,
    **context: Any,
) -> Response:
    """A page of a plan."""
    item = opened.made.item
    team = trusts.team_names(session, trust_id=user.own_trust)[item.shared_with] if item and item.shared_with else ""
    say = presenters.say(opened.name)
    return render(request, template, status=status, plan=plan, opened=opened, item=item, team=team, say=say, **context)
