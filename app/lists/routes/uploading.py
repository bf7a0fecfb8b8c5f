"""All lists of one's teams, and a new one from a file."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.dependencies import Inviter
from app.accounts.signed_in import SignedIn
from app.core import spreadsheets
from app.core.forms import Errors, FormWithFile, Sent
from app.core.pages import render
from app.core.routing import Database, Router
from app.invitations.forms import team_among
from app.invitations.rules import RELATIONSHIPS
from app.lists import presenters, queries, service
from app.lists.forms import file_name, once_of
from app.lists.reading.file import read
from app.lists.rules import MOST_ROWS
from app.lists.service import Uploaded
from app.trusts import queries as trusts

router = Router()


@router.get("/staff/lists")
def lists_page(request: Request, session: Database, user: Inviter) -> Response:
    """Every list of one's teams, newest first."""
    found = queries.of_teams(session, team_ids=user.team_ids)
    counts = queries.counts(session, list_ids=[each.id for each in found])
    names = people.names(session, person_ids=[each.uploaded_by for each in found])
    teams = trusts.team_names(session, trust_id=user.own_trust)
    lines = [presenters.line(each, counts[each.id], names=names, teams=teams) for each in found]
    return render(request, "lists/lists.html", lines=lines, many_teams=len(user.team_ids) > 1)


@router.get("/staff/lists/template.csv")
def template_file(user: Inviter) -> Response:  # noqa: ARG001 - the guard
    """A file with the names of the columns, and nobody in it who could be sent by mistake."""
    return spreadsheets.download(
        presenters.ACCENTS + spreadsheets.text(presenters.TEMPLATE, []), name="holdfast-template.csv"
    )


@router.get("/staff/lists/new")
def new_page(request: Request, session: Database, user: Inviter) -> Response:
    """How the file has to look, and the form for it."""
    return _form_page(request, session, user)


@router.post("/staff/lists/new")
def upload(request: Request, session: Database, user: Inviter, sent: FormWithFile) -> Response:
    """Reads the file and keeps it for a look, or says all that is wrong with it."""
    team_id = team_among(accounts.own_teams(session, user=user), sent.fields.get("team", ""))
    reading = read(sent.content)
    if not sent.file_name or team_id is None:
        errors = {} if team_id else {"team": "Choose the team that invites them"}
        errors |= {} if sent.file_name else {"file": "Choose a file"}
        return _form_page(request, session, user, sent=sent, errors=errors)
    if reading.problems:
        return _form_page(request, session, user, sent=sent, problems=reading.problems)
    once = once_of(sent.fields.get("once", ""), content=sent.content, team_id=team_id)
    uploaded = Uploaded(reading, team_id, file_name(sent.file_name), once)
    list_id = service.keep(session, uploader_id=user.person_id, trust_id=user.own_trust, uploaded=uploaded)
    return RedirectResponse(f"/staff/lists/{list_id}", 303)


def _form_page(
    request: Request,
    session: Database,
    user: SignedIn,
    *,
    sent: Sent | None = None,
    errors: Errors | None = None,
    problems: tuple[str, ...] = (),
) -> Response:
    teams = accounts.own_teams(session, user=user)
    if problems:
        errors = {"file": problems[0] if len(problems) == 1 else f"{len(problems):,} things in the file are wrong"}
    return render(
        request,
        "lists/new.html",
        status=422 if errors else 200,
        form=sent.fields if sent else None,
        errors=errors,
        problems=problems if len(problems) > 1 else (),
        most_shown=presenters.MOST_SHOWN,
        has_team=bool(teams),
        teams=_options(teams) if len(teams) > 1 else [],
        once=uuid4(),
        most=MOST_ROWS,
        example=presenters.EXAMPLE,
        columns=presenters.TEMPLATE,
        relationships=[(words, presenters.SUCH_AS[key]) for key, words in RELATIONSHIPS.items()],
    )


def _options(teams: Mapping[UUID, str]) -> list[dict[str, str]]:
    chosen = [{"value": "", "text": "Choose one"}]
    return chosen + [{"value": str(team_id), "text": name} for team_id, name in teams.items()]
