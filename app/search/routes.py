"""The search page. What somebody asks stands in the address of their own browser, and nowhere with us."""

from fastapi import Request, Response
from sqlalchemy.orm import Session

from app.accounts.dependencies import ModuleReader
from app.core import forms
from app.core.clock import london_day, now
from app.core.pages import render
from app.core.routing import Database, Router
from app.modules.content.library import Library
from app.modules.routes import showing
from app.search import finding, presenters, rules, service
from app.search.forms import Question

router = Router()

CRISIS_MODULE = "dealing-with-a-crisis"


@router.get("/search")
def search(request: Request, session: Database, user: ModuleReader, q: str = "") -> Response:
    """What was found for a question, below the numbers to ring if it speaks of danger."""
    typed = forms.readable(q)
    question, errors = forms.parse(Question, {"q": typed})
    library, directory, today = _library(request, session), request.app.state.directory, london_day(now())
    asked = question.q if question else ""
    found = finding.NOTHING
    if asked:
        found = finding.find(
            session,
            question=asked,
            trust_id=user.own_trust,
            library=library,
            directory=directory,
            to_make=request.app.state.to_make if user.is_relative else (),
            today=today,
        )
    speaks_of_danger = rules.speaks_of_danger(typed)
    return render(
        request,
        "search/search.html",
        status=422 if errors else 200,
        form={"q": typed},
        errors=errors,
        asked=asked,
        found=found,
        crisis=presenters.crisis(directory.crisis_routes(today=today)) if speaks_of_danger else [],
        crisis_module=library.module(CRISIS_MODULE),
    )


def _library(request: Request, session: Session) -> Library:
    """The content, after making sure that it is what is searched: it is read anew when a number in it expires."""
    library, state = showing.library(request), request.app.state
    if state.searched is not library:
        service.refresh(session, library=library, directory=state.directory)
        state.searched = library
    return library
