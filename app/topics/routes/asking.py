"""A relative asks for a topic, and says what they would like too."""

from uuid import UUID, uuid5

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.errors import NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk.detector import Channel
from app.risk.receipt import Receipt
from app.risk.rules import MOST_READ, SubjectKind
from app.risk.service import answering as risk
from app.topics import presenters, queries, service
from app.topics.forms import AskForm
from app.topics.rules import MOST_WAITING, OWN_TO_REMOVE

router = Router()

DONE = {
    "asked": "Thank you for asking. A member of staff looks at it first, usually within a week.",
    "removed": "It is taken back. Nobody sees it any more.",
}
FULL = (
    f"You have asked for {MOST_WAITING} things that nobody has looked at yet. That is as many as can wait at once. "
    "You can take one back, or ask again when one has been looked at."
)


@router.get("/topics")
def list_page(request: Request, session: Database, user: Relative, done: str = "") -> Response:
    """The person's own, and what others of the trust asked for."""
    places = request.app.state.places
    wishes = queries.wishes(session, trust_id=user.own_trust, person_id=user.person_id)
    own = [presenters.line(each, places) for each in wishes if each.is_own]
    others = [presenters.line(each, places) for each in wishes if not each.is_own]
    return render(request, "topics/list.html", own=own, others=others, done=DONE.get(done))


@router.get("/topics/new")
def new_page(request: Request, session: Database, user: Relative) -> Response:
    """Two boxes, or a sentence when too much waits already."""
    full = queries.waiting(session, person_id=user.person_id) >= MOST_WAITING
    return _new(request, {}, full=FULL if full else "")


@router.post("/topics/new")
def ask(request: Request, session: Database, user: Relative, fields: Form) -> Response:
    """Asks for it; the person sees it at once, the others when staff have looked at it."""
    form, errors = forms.parse(AskForm, fields)
    if form is None:
        return _not_kept(request, session, user, fields, errors)
    topic_id = service.ask(session, trust_id=user.own_trust, person_id=user.person_id, **form.model_dump())
    if topic_id is None:
        return _not_kept(request, session, user, fields, {"form": FULL})
    answer = _read(session, user, topic_id, fields)
    if answer:
        return render(request, "topics/answered.html", answer=answer)
    return RedirectResponse("/topics?done=asked", 303)


@router.post("/topics/{topic_id}/vote")
def vote(session: Database, user: Relative, topic_id: UUID) -> Response:
    """The person would like it too."""
    queries.require_votable(session, trust_id=user.own_trust, topic_id=topic_id)
    service.vote(session, trust_id=user.own_trust, person_id=user.person_id, topic_id=topic_id)
    return RedirectResponse(f"/topics#topic-{topic_id}", 303)


@router.post("/topics/{topic_id}/vote/take-back")
def take_vote_back(session: Database, user: Relative, topic_id: UUID) -> Response:
    """The person would not any more; a second time changes nothing."""
    queries.require_votable(session, trust_id=user.own_trust, topic_id=topic_id)
    service.take_vote_back(session, person_id=user.person_id, topic_id=topic_id)
    return RedirectResponse(f"/topics#topic-{topic_id}", 303)


@router.get("/topics/{topic_id}/remove")
def ask_remove(request: Request, session: Database, user: Relative, topic_id: UUID) -> Response:
    """Asks whether it is meant."""
    topic = queries.own(session, person_id=user.person_id, topic_id=topic_id)
    if topic.state not in OWN_TO_REMOVE:
        raise NotFound
    return render(request, "topics/remove.html", topic=topic)


@router.post("/topics/{topic_id}/remove")
def remove(session: Database, user: Relative, topic_id: UUID) -> Response:
    """Takes one's own back for good."""
    queries.own(session, person_id=user.person_id, topic_id=topic_id)
    service.take_back(session, person_id=user.person_id, topic_id=topic_id)
    return RedirectResponse("/topics?done=removed", 303)


def _not_kept(request: Request, session: Database, user: SignedIn, fields: Fields, errors: Errors) -> Response:
    """What could not be kept, such as since it is too long, is read for danger all the same."""
    receipt = _read(session, user, uuid5(user.person_id, "topic"), fields)
    return _new(request, fields, errors=errors, receipt=receipt)


def _read(session: Database, user: SignedIn, topic_id: UUID, fields: Fields) -> Receipt | None:
    return risk.read(
        session,
        trust_id=user.own_trust,
        writer_id=user.person_id,
        kind=SubjectKind.TOPIC,
        subject_id=topic_id,
        text=f"{fields.get('title', '')}\n{fields.get('details', '')}"[:MOST_READ],
        channel=Channel.MESSAGE,
        readers=user.trust_name,
    )


def _new(
    request: Request, words: Fields, *, errors: Errors | None = None, receipt: Receipt | None = None, full: str = ""
) -> Response:
    status = 422 if errors else 200
    return render(request, "topics/new.html", status=status, form=words, errors=errors, receipt=receipt, full=full)
