"""Meet the supporters: name, picture and story of those who show themselves."""

from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import MessageWriter
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.queries import meeting
from app.messages.routes.own import promised, when_read

router = Router()


@router.get("/messages/supporters")
def supporters_page(request: Request, session: Database, user: MessageWriter) -> Response:
    """Who answers."""
    return render(
        request,
        "messages/supporters.html",
        supporters=meeting.supporters(session, user=user),
        promise=promised(session, user),
        when_read=when_read(session, user),
    )


@router.get("/messages/supporters/{person_id}/picture")
def picture(session: Database, user: MessageWriter, person_id: UUID) -> Response:
    """The picture of one of them, as what it was checked to be and nothing else."""
    found = meeting.picture(session, user=user, person_id=person_id)
    return Response(found.data, media_type=found.type)
