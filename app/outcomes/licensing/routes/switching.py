"""Which questionnaires the relatives of a trust are offered, and by which licence."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import CheckInPlanner
from app.core.clock import london_day, now
from app.core.errors import Conflict
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes.instruments import Instrument
from app.outcomes.licensing import forms, presenters, queries, service
from app.outcomes.licensing.rules import Held

HREF = "/staff/check-ins"
router = Router(prefix=HREF)


@router.get("")
def list_page(request: Request, session: Database, user: CheckInPlanner) -> Response:
    """Every questionnaire that Holdfast can count, and where it stands here."""
    today, instruments = london_day(now()), request.app.state.instruments
    held = queries.held(session, trust_id=user.own_trust, instruments=instruments)
    lines = {each.name: presenters.line(each, held[each.name], today=today) for each in instruments.values()}
    groups = [
        ("Ready to use", [lines[each.name] for each in instruments.values() if each.is_open]),
        (
            "With a licence of your trust",
            [lines[each.name] for each in instruments.values() if not each.is_open],
        ),
    ]
    return render(request, "outcomes/licensing/list.html", groups=groups)


@router.get("/{instrument}")
def one_page(request: Request, session: Database, user: CheckInPlanner, instrument: str, done: str = "") -> Response:
    """One of them: what it is, its licence, its questions, and the switch."""
    slot, held = _find(request, session, user, instrument)
    return render(
        request,
        "outcomes/licensing/one.html",
        instrument=slot,
        held=held,
        line=presenters.line(slot, held, today=london_day(now())),
        filled=None if slot.is_open else queries.filled(session, trust_id=user.own_trust, slot=slot),
        done=presenters.DONE.get(done, ""),
    )


@router.post("/{instrument}/switch")
def switch(request: Request, session: Database, user: CheckInPlanner, instrument: str, fields: Form) -> Response:
    """Offers it to relatives, or does not any more."""
    slot, held = _find(request, session, user, instrument)
    if not forms.is_current(fields, held):
        raise Conflict(service.CHANGED)
    is_on = fields.get("is_on") == "yes"
    service.switch(session, user=user, instrument=slot, held=held, is_on=is_on)
    return RedirectResponse(f"{HREF}/{slot.name}?done={'on' if is_on else 'off'}", 303)


@router.get("/{instrument}/licence")
def licence_page(request: Request, session: Database, user: CheckInPlanner, instrument: str) -> Response:
    """By which licence the trust may use it."""
    slot, held = _find(request, session, user, instrument, needs_licence=True)
    return _licence(request, slot, held, forms.kept(held))


@router.post("/{instrument}/licence")
def write_licence(request: Request, session: Database, user: CheckInPlanner, instrument: str, fields: Form) -> Response:
    """Writes it down."""
    slot, held = _find(request, session, user, instrument, needs_licence=True)
    form, errors = forms.read_licence(fields, today=london_day(now()))
    if not forms.is_current(fields, held):
        errors = {"form": f"{service.CHANGED} What you typed is kept below."}
    if form is None or errors:
        return _licence(request, slot, held, fields, errors=errors)
    facts = form.model_dump(exclude={"confirmed"})
    service.write_licence(session, user=user, instrument=slot, held=held, **facts)
    return RedirectResponse(f"{HREF}/{slot.name}?done=licence", 303)


def _find(
    request: Request, session: Database, user: CheckInPlanner, name: str, *, needs_licence: bool = False
) -> tuple[Instrument, Held]:
    every = request.app.state.instruments
    if needs_licence:
        every = {key: each for key, each in every.items() if not each.is_open}
    return queries.one(session, trust_id=user.own_trust, instruments=every, name=name)


def _licence(request: Request, slot: Instrument, held: Held, form: Fields, *, errors: Errors | None = None) -> Response:
    status = 422 if errors else 200
    return render(
        request, "outcomes/licensing/licence.html", status=status, instrument=slot, held=held, form=form, errors=errors
    )
