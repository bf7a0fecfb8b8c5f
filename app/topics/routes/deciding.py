"""Staff look at what relatives asked for, and answer."""

from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts import people
from app.accounts.dependencies import TopicManager
from app.accounts.signed_in import SignedIn
from app.core.clock import now
from app.core.errors import Conflict, NotFound
from app.core.forms import Errors, Fields, Form
from app.core.pages import render
from app.core.routing import Database, Router
from app.topics import forms, presenters, queries, service
from app.topics.queries import Asked
from app.topics.rules import OVER, State

router = Router()

_CHANGED = "Somebody changed this while you had it open. Your words are kept below. Look at it again, then decide."


@router.get("/staff/topics")
def list_page(request: Request, session: Database, user: TopicManager) -> Response:
    """What waits stands first, the oldest on top; then what most would like."""
    moment = now()
    topics = queries.all_of(session, trust_id=user.own_trust)
    waiting = sorted((each for each in topics if each.state is State.ASKED), key=lambda each: each.created_at)
    open_ = [each for each in topics if each.state not in {State.ASKED, *OVER}]
    over = [each for each in topics if each.state in OVER]
    waiting_lines, open_lines, over_lines = (
        [presenters.staff_line(each, now=moment) for each in some] for some in (waiting, open_, over)
    )
    return render(
        request,
        "topics/staff_list.html",
        waiting=waiting_lines,
        open=open_lines,
        over=over_lines,
        done="done" in request.query_params,
    )


@router.get("/staff/topics/{topic_id}")
def topic_page(request: Request, session: Database, user: TopicManager, topic_id: UUID) -> Response:
    """One topic with what would help, and without who asked."""
    topic = queries.topic(session, trust_id=user.own_trust, topic_id=topic_id)
    return _page(request, session, user, topic, forms.kept(topic))


@router.post("/staff/topics/{topic_id}")
def decide(request: Request, session: Database, user: TopicManager, topic_id: UUID, fields: Form) -> Response:
    """Takes a step, or words what is shown anew."""
    topic = queries.topic(session, trust_id=user.own_trust, topic_id=topic_id)
    if fields.get("version") != str(topic.version):
        return _page(request, session, user, topic, fields, errors={"form": _CHANGED})
    decision, errors = forms.read_decision(fields, topic=topic, places=request.app.state.places)
    if decision is None:
        return _page(request, session, user, topic, fields, errors=errors)
    try:
        service.decide(session, topic=topic, decision=decision, trust_id=user.own_trust, actor_id=user.person_id)
    except Conflict:
        topic = queries.topic(session, trust_id=user.own_trust, topic_id=topic_id)
        return _page(request, session, user, topic, fields, errors={"form": _CHANGED})
    return RedirectResponse("/staff/topics?done=1", 303)


@router.post("/staff/topics/{topic_id}/who")
def show_who_asked(request: Request, session: Database, user: TopicManager, topic_id: UUID) -> Response:
    """The name, for when somebody may not be safe; it is written down that it was shown."""
    topic = queries.topic(session, trust_id=user.own_trust, topic_id=topic_id)
    if topic.state in OVER:
        raise NotFound
    person_id = service.look_up_who_asked(session, topic=topic, trust_id=user.own_trust, actor_id=user.person_id)
    names = people.names(session, person_ids=[person_id] if person_id else [])
    who = next(iter(names.values()), "Somebody whose account is gone")
    return _page(request, session, user, topic, forms.kept(topic), who=who)


def _page(
    request: Request,
    session: Database,
    user: SignedIn,
    topic: Asked,
    form: Fields,
    *,
    errors: Errors | None = None,
    who: str = "",
) -> Response:
    places = [{"value": href, "text": title} for href, title in request.app.state.places.items()]
    return render(
        request,
        "topics/staff_topic.html",
        status=422 if errors else 200,
        topic=topic,
        line=presenters.staff_line(topic, now=now()),
        details=queries.details(session, trust_id=user.own_trust, topic_id=topic.id) if topic.has_details else "",
        choices=presenters.choices(topic.state),
        places=[{"value": "", "text": "Nowhere yet"}, *places],
        form=form,
        errors=errors,
        who=who,
        may_look_up=topic.state not in OVER,
    )
