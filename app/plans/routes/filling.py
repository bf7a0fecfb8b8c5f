"""One small step a page; each is kept when it is sent, and each can be left out."""

from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.forms import Errors, Form
from app.core.routing import Database, Router
from app.plans import forms, presenters, queries, service
from app.plans.content import Plan, Step
from app.plans.routes import showing

router = Router()


@router.get("/plans/{plan}/steps/{step}")
def step(request: Request, session: Database, user: Relative, plan: str, step: str) -> Response:
    """The boxes of a step, filled with what stands in them."""
    found, here = _find(request, plan, step)
    return _show(request, session, user, found, here, is_change="change" in request.query_params)


@router.post("/plans/{plan}/steps/{step}")
def save(request: Request, session: Database, user: Relative, plan: str, step: str, fields: Form) -> Response:
    """Keeps it and goes on to the next step, or back to the plan; what is too long stays in its box."""
    found, here = _find(request, plan, step)
    words, errors = forms.read_step(here, fields)
    is_change = bool(fields.get("change"))
    if words is None:
        return _show(request, session, user, found, here, is_change=is_change, posted=fields, errors=errors)
    service.save(session, writer=user, plan=found, words=words)
    return RedirectResponse(_next(found, here, is_change=is_change), 303)


def _find(request: Request, plan: str, step: str) -> tuple[Plan, Step]:
    found = showing.find(request, plan)
    here = found.step(step)
    if here is None:
        raise NotFound("This step is no longer part of the plan. Open the plan again: what you wrote is there.")
    return found, here


def _next(plan: Plan, step: Step, *, is_change: bool) -> str:
    following = None if is_change else plan.after(step)
    return f"{plan.href}/steps/{following.name}" if following else plan.href


def _show(
    request: Request,
    session: Database,
    user: SignedIn,
    plan: Plan,
    step: Step,
    *,
    is_change: bool,
    posted: Mapping[str, str] | None = None,
    errors: Errors | None = None,
) -> Response:
    opened = queries.opened(session, person_id=user.person_id, plan=plan)
    place = plan.steps.index(step)
    before = plan.steps[place - 1].name if place and not is_change else ""
    return showing.show(
        request,
        session,
        user,
        "plans/step.html",
        status=422 if errors else 200,
        plan=plan,
        opened=opened,
        step=step,
        number=place + 1,
        back=f"{plan.href}/steps/{before}" if before else plan.href,
        onward=_next(plan, step, is_change=is_change),
        is_last=plan.after(step) is None,
        is_change=is_change,
        boxes=presenters.boxes(step),
        form=posted or forms.filled(step, opened.made.written),
        errors=errors,
    )
