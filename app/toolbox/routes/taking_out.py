"""Paper and files: everything on paper or as a file, one thing as a wallet card or as a PDF."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from app.accounts.dependencies import Relative
from app.core import clock
from app.core.errors import NotFound
from app.core.pages import render
from app.core.routing import Database, Router
from app.toolbox import pdf, queries
from app.toolbox.queries import Item

router = Router()


@router.get("/toolbox/print")
def print_all(request: Request, session: Database, user: Relative) -> Response:
    """Everything kept, on paper."""
    return render(request, "toolbox/print.html", items=queries.items(session, person_id=user.person_id))


@router.get("/toolbox/take-out")
def take_out(request: Request, session: Database, user: Relative) -> Response:
    """Everything kept, as a file that other programs can read; nothing is left out.

    Other rooms add what they know of the person, as the program was put together (app.state.taken_out_too).
    """
    items = [_as_data(item) for item in queries.items(session, person_id=user.person_id)]
    content = {"taken_out_at": clock.now().isoformat(), "name": user.name, "items": items}
    content |= {name: of_person(session, user=user) for name, of_person in request.app.state.taken_out_too.items()}
    return JSONResponse(content, headers=_as_file("my-toolbox.json"))


@router.get("/toolbox/{item_id}/card")
def card(request: Request, session: Database, user: Relative, item_id: UUID) -> Response:
    """The few lines of a plan that fit into a wallet."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    if not found.kept.card:
        raise NotFound
    return render(request, "toolbox/card.html", item=found)


@router.get("/toolbox/{item_id}/pdf")
def as_pdf(session: Database, user: Relative, item_id: UUID) -> Response:
    """One thing as a tagged PDF; only where the operator installed what makes it."""
    found = queries.item(session, person_id=user.person_id, item_id=item_id)
    if not pdf.is_available():
        raise NotFound(
            "This service does not make PDF files. You can print the page, or save it from the print window."
        )
    crisis_line = f"{user.crisis_line_name}: {user.crisis_line_number}"
    made = pdf.make(title=found.kept.title, lines=found.kept.lines, saved_at=found.saved_at, crisis_line=crisis_line)
    return Response(made, media_type="application/pdf", headers=_as_file("plan.pdf"))


def _as_data(item: Item) -> dict[str, object]:
    return {
        "kind": item.kind,
        "title": item.kept.title,
        "lines": item.kept.lines,
        "answer": item.kept.answer,
        "page": item.kept.href,
        "saved_at": item.saved_at.isoformat(),
        "shared_at": item.shared_at.isoformat() if item.shared_at else None,
    }


def _as_file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
