"""A licensed text, pasted or as a file: first a look at how it was read, or where it is wrong, then it is kept."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import CheckInPlanner
from app.core import spreadsheets
from app.core.clock import london_day, now
from app.core.errors import Conflict
from app.core.forms import Errors, Form, FormWithFile
from app.core.pages import render
from app.core.routing import Database, Router
from app.outcomes.instruments import Instrument
from app.outcomes.licensing import forms, presenters, queries, reading, service, table
from app.outcomes.licensing.reading import Mistake
from app.outcomes.licensing.rules import Held

HREF = "/staff/check-ins"
MOST_SHOWN = 50
router = Router(prefix=HREF + "/{instrument}")


@router.get("/words")
def words_page(request: Request, session: Database, user: CheckInPlanner, instrument: str) -> Response:
    """A box and a file, and how the text has to look."""
    slot, held = _slot(request, session, user, instrument)
    return _words(request, slot, held, "")


@router.get("/template.csv")
def template_file(request: Request, session: Database, user: CheckInPlanner, instrument: str) -> Response:
    """A table with the names of the questions, to be filled in."""
    slot, _held = _slot(request, session, user, instrument)
    content = "\ufeff" + spreadsheets.text(table.COLUMNS, table.template(slot))
    return spreadsheets.download(content, name=f"holdfast-{slot.name}.csv")


@router.post("/words/check")
def check(request: Request, session: Database, user: CheckInPlanner, instrument: str, sent: FormWithFile) -> Response:
    """Shows each question with its answers as it was read, or each mistake with its line and column."""
    slot, held = _slot(request, session, user, instrument)
    text, errors = forms.text_of(sent)
    if errors:
        return _words(request, slot, held, text, errors=errors)
    found = reading.read(text, slot)
    if found.filled is None:
        return _words(request, slot, held, text, mistakes=found.mistakes)
    return render(
        request,
        "outcomes/licensing/check.html",
        instrument=slot,
        filled=found.filled,
        held=held,
        questions=presenters.questions(found.filled),
        text=text,
    )


@router.post("/words")
def keep(request: Request, session: Database, user: CheckInPlanner, instrument: str, fields: Form) -> Response:
    """Keeps the words that were looked at, or goes back to them."""
    slot, held = _slot(request, session, user, instrument)
    text = fields.get("words", "")
    if fields.get("act") == "change":
        return _words(request, slot, held, text)
    found = reading.read(text, slot)
    if found.filled is None:
        return _words(request, slot, held, text, mistakes=found.mistakes)
    if not forms.is_current(fields, held):
        return _words(request, slot, held, text, errors={"form": f"{service.CHANGED} What you typed is kept below."})
    service.keep_words(session, user=user, instrument=slot, held=held, words=found.words)
    return RedirectResponse(f"{HREF}/{slot.name}?done={'words-new' if held.is_on else 'words'}", 303)


@router.post("/words/remove")
def remove(request: Request, session: Database, user: CheckInPlanner, instrument: str, fields: Form) -> Response:
    """Takes them out."""
    slot, held = _find(request, session, user, instrument)
    if not forms.is_current(fields, held):
        raise Conflict(service.CHANGED)
    service.remove_words(session, user=user, instrument=slot, held=held)
    return RedirectResponse(f"{HREF}/{slot.name}?done=removed", 303)


def _find(request: Request, session: Database, user: CheckInPlanner, name: str) -> tuple[Instrument, Held]:
    slots = {key: each for key, each in request.app.state.instruments.items() if not each.is_open}
    return queries.one(session, trust_id=user.own_trust, instruments=slots, name=name)


def _slot(request: Request, session: Database, user: CheckInPlanner, name: str) -> tuple[Instrument, Held]:
    slot, held = _find(request, session, user, name)
    if not held.is_licensed(today=london_day(now())):
        raise Conflict(service.NO_LICENCE)
    return slot, held


def _words(
    request: Request,
    slot: Instrument,
    held: Held,
    text: str,
    *,
    errors: Errors | None = None,
    mistakes: tuple[Mistake, ...] = (),
) -> Response:
    if mistakes:
        several = f"{len(mistakes)} things are wrong. They stand below with their places"
        errors = {"words": str(mistakes[0]) if len(mistakes) == 1 else several}
    return render(
        request,
        "outcomes/licensing/words.html",
        status=422 if errors else 200,
        instrument=slot,
        held=held,
        form={"words": text},
        errors=errors,
        mistakes=mistakes[:MOST_SHOWN] if len(mistakes) > 1 else (),
        hidden=max(0, len(mistakes) - MOST_SHOWN),
        first=slot.items[0],
        answers=sorted({value for item in slot.items for value in item.values}),
    )
