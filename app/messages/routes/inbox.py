"""The supporters' inbox: who waits for an answer, the soonest due on top."""

from fastapi import Request, Response

from app.accounts import people
from app.accounts.dependencies import Supporter
from app.core import clock, pagination
from app.core.pages import render
from app.core.routing import Database, Router
from app.messages.presenters import inbox as words
from app.messages.queries import inbox, promise, replies
from app.messages.rules.inbox import Show
from app.risk import duty
from app.trusts.hours import wording

router = Router()

DONE = {
    "closed": "The conversation is closed. It opens by itself when something is written there.",
    "handed_over": "It is handed over. Your colleague is told if somebody waits.",
    "released": "It is the whole team's again.",
    "snoozed": "It is put aside. You find it under “put aside” until then.",
}


@router.get("/staff/inbox")
def inbox_page(
    request: Request, session: Database, user: Supporter, show: str = "", page: int = 1, done: str = ""
) -> Response:
    """A tab of the inbox; nothing of what is written but the topic that the relative gave it."""
    now = clock.now()
    shown = Show(show) if show in set(Show) else Show.UNANSWERED
    load = inbox.load(session, user=user)
    paged = pagination.paged(load.counts[shown], number=page)
    found = inbox.tab(session, user=user, show=shown, page=paged)
    waiting = replies.to_look_at(session, user=user)
    names = people.names(session, person_ids=words.people_of(found, waiting))
    hours = duty.of_trust(session, trust_id=user.own_trust).hours
    href = f"/staff/inbox?show={shown.value}"
    return render(
        request,
        "messages/staff/inbox.html",
        tabs=words.tabs(load, shown),
        heading=words.HEADINGS[shown],
        nothing=words.NOTHING[shown],
        lines=[words.line(each, names=names, person_id=user.person_id, now=now) for each in found],
        to_look_at=[words.to_look_at(each, names=names, person_id=user.person_id) for each in waiting],
        promise=words.promise_words(promise.of_trust(session, trust_id=user.own_trust)),
        when_read=wording.reading(hours, now=now),
        newest=load.newest,
        href=href,
        pages=paged.pages,
        turn=pagination.neighbours(paged, href=href),
        done=DONE.get(done),
    )
