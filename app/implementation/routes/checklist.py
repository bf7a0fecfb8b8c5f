"""The go-live checklist, and one task of it."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import ImplementationTaker, Implementer
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.audit import queries as audit
from app.audit.actions import Action
from app.core.clock import london_day, now
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.implementation.content import Workspace
from app.implementation.forms import tasks as forms
from app.implementation.presenters import tasks as presenters
from app.implementation.queries import tasks as queries
from app.implementation.queries.tasks import Line
from app.implementation.rules import TaskState
from app.implementation.service import tasks as service
from app.implementation.service.tasks import Wanted

router = Router(prefix="/staff/implementation")

_CHANGED = "Somebody changed this while you had it open. Your words are kept below. Look at it again, then save."


@router.get("")
def checklist(
    request: Request, session: Database, user: ImplementationTaker, show: str = "", done: str = ""
) -> Response:
    """What is overdue stands first; then the four parts."""
    workspace, today = _workspace(request), london_day(now())
    tasks = queries.checklist(session, trust_id=user.own_trust, workspace=workspace)
    names = people.names(session, person_ids={each.owner_id for each in tasks})
    shown = [each for each in tasks if show != "mine" or each.owner_id == user.person_id]
    rows = {each.name: presenters.row(each, names=names, person_id=user.person_id, today=today) for each in shown}
    return render(
        request,
        "implementation/checklist.html",
        groups=presenters.groups(workspace.parts, tasks, rows),
        overdue=[row for row in rows.values() if row.is_overdue],
        mine=show == "mine",
        may_manage=user.may(Permission.IMPLEMENTATION_MANAGE),
        today=today,
        done=bool(done),
    )


@router.get("/tasks/new")
def new_page(request: Request, user: Implementer) -> Response:  # noqa: ARG001 - the guard
    """Two fields for a task of the trust's own."""
    return _new(request, {})


@router.post("/tasks/new")
def add(request: Request, session: Database, user: Implementer, fields: Form) -> Response:
    """Puts it on the list; the page that follows says who does it, and by when."""
    form, errors = forms.read_new(fields)
    if form is None:
        return _new(request, fields, errors=errors)
    wanted = Wanted(TaskState.TO_DO, None, None, "", form.title)
    task_id = service.add(session, user=user, construct=form.part, wanted=wanted)
    return RedirectResponse(f"/staff/implementation/tasks/{task_id}", 303)


@router.get("/tasks/{name}")
def task_page(request: Request, session: Database, user: ImplementationTaker, name: str) -> Response:
    """One task: why, who, by when, what shows that it is done, and what was done to it."""
    task = queries.one(session, trust_id=user.own_trust, workspace=_workspace(request), name=name)
    return _page(request, session, user, task, forms.kept(task))


@router.post("/tasks/{name}")
def change(request: Request, session: Database, user: ImplementationTaker, name: str, fields: Form) -> Response:
    """The lead changes everything; whoever has the task says how far it is."""
    task = queries.one(session, trust_id=user.own_trust, workspace=_workspace(request), name=name)
    if not _may_change(user, task):
        raise NotFound
    if fields.get("version") != str(task.version):
        return _page(request, session, user, task, fields, errors={"form": _CHANGED})
    wanted, errors = _read(session, user, task, fields)
    if wanted is None:
        return _page(request, session, user, task, fields, errors=errors)
    try:
        service.change(session, user=user, task=task, wanted=wanted)
    except Conflict:
        task = queries.one(session, trust_id=user.own_trust, workspace=_workspace(request), name=name)
        return _page(request, session, user, task, fields, errors={"form": _CHANGED})
    return RedirectResponse("/staff/implementation?done=1", 303)


def _read(session: Database, user: SignedIn, task: Line, fields: Fields) -> tuple[Wanted | None, Errors]:
    if not user.may(Permission.IMPLEMENTATION_MANAGE):
        return forms.read_own(fields, task=task)
    staff = people.open_staff(session, trust_id=user.own_trust, permission=Permission.IMPLEMENTATION_TAKE)
    return forms.read_task(fields, task=task, staff=[each.id for each in staff])


def _may_change(user: SignedIn, task: Line) -> bool:
    return user.may(Permission.IMPLEMENTATION_MANAGE) or task.owner_id == user.person_id


def _page(
    request: Request, session: Database, user: SignedIn, task: Line, form: Fields, *, errors: Errors | None = None
) -> Response:
    entries = _entries(session, user, task.id) if task.id else []
    staff = people.open_staff(session, trust_id=user.own_trust, permission=Permission.IMPLEMENTATION_TAKE)
    names = people.names(session, person_ids={*presenters.people_in(entries), task.owner_id})
    owners = {str(each.id): each.name for each in staff}
    if task.owner_id:
        owners.setdefault(str(task.owner_id), names.get(task.owner_id, ""))
    return render(
        request,
        "implementation/task.html",
        status=422 if errors else 200,
        task=task,
        row=presenters.row(task, names=names, person_id=user.person_id, today=london_day(now())),
        part=_workspace(request).parts[task.construct],
        states=presenters.states(),
        owners=[{"value": "", "text": "Nobody yet"}, *({"value": key, "text": who} for key, who in owners.items())],
        may_manage=user.may(Permission.IMPLEMENTATION_MANAGE),
        may_change=_may_change(user, task),
        history=presenters.history(entries, names=names),
        form=form,
        errors=errors,
    )


def _entries(session: Database, user: SignedIn, task_id: UUID) -> list[audit.Entry]:
    action = Action.IMPLEMENTATION_CHANGED
    return audit.history(session, trust_id=user.own_trust, action=action, subject_id=task_id)


def _new(request: Request, form: Fields, *, errors: Errors | None = None) -> Response:
    parts = [{"value": key, "text": part.title, "hint": part.about} for key, part in _workspace(request).parts.items()]
    status = 422 if errors else 200
    return render(request, "implementation/new_task.html", status=status, parts=parts, form=form, errors=errors)


def _workspace(request: Request) -> Workspace:
    found: Workspace = request.app.state.workspace
    return found
