"""The lead opens a study, words it anew, closes it, and is given what people agreed to hand on."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ResearchManager
from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.core import forms as core_forms
from app.core import spreadsheets
from app.core.clock import london_day, now
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.small_numbers import FEWEST, HIDDEN
from app.outcomes.research import exporting, files, forms, queries, service
from app.outcomes.research.forms import StudyForm
from app.outcomes.research.queries import Study

HREF = "/staff/research"
DONE = {
    "opened": "The study is open. Relatives are asked on their own page, and nowhere else.",
    "worded": "The new words are in use. Everybody is asked again.",
    "closed": "The study is closed. Nobody is asked any more.",
}
_KEPT = "What you typed is kept below."
router = Router(prefix=HREF)


@router.get("")
def home(request: Request, session: Database, user: ResearchManager, done: str = "") -> Response:
    """Whether a study is open, how many take part, and the files."""
    every = queries.studies(session, trust_id=user.own_trust)
    newest = every[0] if every else None
    people = queries.number(session, study_id=newest.id) if newest else 0
    return render(
        request,
        "outcomes/research/home.html",
        study=newest,
        before=every[1:],
        people=str(people) if people >= FEWEST else HIDDEN,
        done=DONE.get(done, ""),
    )


@router.get("/new")
def new_page(request: Request, session: Database, user: ResearchManager) -> Response:
    """The form for a study, while none is open."""
    if queries.open_study(session, trust_id=user.own_trust):
        raise Conflict(service.OPEN_ALREADY)
    return _form(request, {})


@router.get("/words")
def words_page(request: Request, session: Database, user: ResearchManager) -> Response:
    """The same with the words of the study that is open."""
    return _form(request, forms.kept(queries.require_open(session, trust_id=user.own_trust)))


@router.post("/form")
def form_again(request: Request, user: ResearchManager, fields: Form) -> Response:  # noqa: ARG001 - the guard
    """Back from the look at it, with everything that was typed."""
    return _form(request, fields)


@router.post("/check")
def check(request: Request, user: ResearchManager, fields: Form) -> Response:  # noqa: ARG001 - likewise
    """The page as relatives will see it, before anybody does."""
    form, errors = core_forms.parse(StudyForm, fields)
    if form is None:
        return _form(request, fields, errors=errors)
    kept = form.model_dump() | {"study_id": fields.get("study_id", "")}
    return render(request, "outcomes/research/check.html", form=kept, study=form)


@router.post("/open")
def open_study(request: Request, session: Database, user: ResearchManager, fields: Form) -> Response:
    """Begins to ask, or asks again with other words."""
    form, errors = core_forms.parse(StudyForm, fields)
    if form is None:
        return _form(request, fields, errors=errors)
    study_id = forms.study_id_of(fields)
    try:
        # All of it or nothing: no words are closed without the new ones.
        with session.begin_nested():
            if study_id is None:
                service.open_study(session, user=user, wording=form.wording)
            else:
                service.word_anew(session, user=user, study_id=study_id, wording=form.wording)
    except Conflict as overtaken:
        return _form(request, fields, errors={"form": f"{overtaken.sentence} {_KEPT}"}, status=409)
    return RedirectResponse(f"{HREF}?done={'worded' if study_id else 'opened'}", 303)


@router.get("/close")
def ask_close(request: Request, session: Database, user: ResearchManager) -> Response:
    """Asks whether it is meant."""
    study = queries.require_open(session, trust_id=user.own_trust)
    return render(request, "outcomes/research/close.html", study=study)


@router.post("/close")
def close(session: Database, user: ResearchManager, fields: Form) -> Response:
    """Nobody is asked any more."""
    study_id = forms.study_id_of(fields)
    if study_id is None:
        raise NotFound
    service.close(session, user=user, study_id=study_id)
    return RedirectResponse(f"{HREF}?done=closed", 303)


@router.get("/export.zip")
def export(request: Request, session: Database, user: ResearchManager) -> Response:
    """What those who take part agreed to hand on. That it left the program is written down."""
    study = _newest(session, user)
    found = exporting.lines(session, study=study, relationships_of=request.app.state.relationships_of)
    withdrawn = queries.withdrawn(session, trust_id=user.own_trust)
    content = exporting.packed(study=study, found=found, instruments=request.app.state.instruments, withdrawn=withdrawn)
    _write_down(session, user, study, "research", rows=len(found))
    headers = {"Content-Disposition": f'attachment; filename="holdfast-research-{london_day(now())}.zip"'}
    return Response(content, media_type="application/zip", headers=headers)


@router.get("/withdrawn.csv")
def withdrawn_file(session: Database, user: ResearchManager) -> Response:
    """Who is to be removed from older files."""
    study, withdrawn = _newest(session, user), queries.withdrawn(session, trust_id=user.own_trust)
    _write_down(session, user, study, "research-withdrawn", rows=len(withdrawn))
    return spreadsheets.download(files.left(withdrawn), name=f"holdfast-withdrawn-{london_day(now())}.csv")


def _newest(session: Database, user: SignedIn) -> Study:
    study = queries.newest(session, trust_id=user.own_trust)
    if study is None:
        raise NotFound("There was no study yet, so there is no file.")
    return study


def _write_down(session: Database, user: SignedIn, study: Study, report: str, *, rows: int) -> None:
    audit.record_export(
        session, report=report, rows=rows, trust_id=user.own_trust, actor_id=user.person_id, subject_id=study.id
    )


def _form(request: Request, form: Fields, *, errors: Errors | None = None, status: int = 422) -> Response:
    return render(request, "outcomes/research/form.html", status=status if errors else 200, form=form, errors=errors)
