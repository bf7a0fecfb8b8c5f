"""The queue of what a person must look at."""

from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from app.accounts import people
from app.accounts.dependencies import FlagWorker
from app.core.clock import now
from app.core.london import clock_words
from app.core.pages import render
from app.core.routing import Database, Router
from app.risk import duty, presenters, queries, words
from app.risk.rules import State, Urgency
from app.trusts.hours.clocks import in_london

router = Router()

MINE = "mine"  # beside the states: what the reader has taken
EVERY = 60  # seconds, for those who want the page to renew itself


@router.get("/staff/flags")
def queue_page(
    request: Request,
    session: Database,
    user: FlagWorker,
    urgency: str = "",
    state: str = "",
    refresh: str = "",
    done: str = "",
) -> Response:
    """What is open, the soonest due on top, or what was closed last."""
    moment = now()
    wanted = Urgency(urgency) if urgency in set(Urgency) else None
    stands = _standing(state)
    of_state = stands if isinstance(stands, State) else None
    flags = queries.queue(session, viewer=user, urgency=wanted, state=of_state, mine=stands == MINE)
    names = people.names(session, person_ids=presenters.people_of(flags))
    lines = [presenters.line(each, names=names, viewer_id=user.person_id, now=moment) for each in flags]
    return render(
        request,
        "risk/queue.html",
        headers={"refresh": str(EVERY)} if refresh else None,
        lines=lines,
        reading=duty.when_read(session, trust_id=user.own_trust, now=moment),
        shown_at=clock_words(in_london(moment).time()),
        done=DONE.get(done),
        refreshes=bool(refresh),
        **_links(wanted, stands, refresh),
        **_choices(queries.counts(session, viewer=user), wanted, stands),
    )


DONE = {"closed": "It is closed.", "released": "It is back for others to take.", "handed-over": "It is handed over."}


def _standing(word: str) -> State | str | None:
    return State(word) if word in set(State) else MINE if word == MINE else None


def _links(urgency: Urgency | None, state: State | str | None, refresh: str) -> dict[str, Any]:
    return {
        "again": _address(urgency, state, refresh=refresh),
        "other_refresh": _address(urgency, state, refresh="" if refresh else "1"),
    }


def _address(urgency: Urgency | None, state: State | str | None, *, refresh: str = "") -> str:
    given = {name: value for name, value in (("urgency", urgency), ("state", state), ("refresh", refresh)) if value}
    return f"/staff/flags?{urlencode(given)}" if given else "/staff/flags"


def _choices(
    counts: dict[tuple[Urgency, State], int], urgency: Urgency | None, state: State | str | None
) -> dict[str, Any]:
    open_states = [each for each in State if each is not State.CLOSED]
    by_state = {each: sum(counts.get((kind, each), 0) for kind in Urgency) for each in open_states}
    states = [{"value": each, "text": f"{words.STATES[each]} ({number})"} for each, number in by_state.items()]
    return {
        "counts": [_count(each, counts, is_shown=each is urgency) for each in Urgency],
        "urgencies": [
            {"value": "", "text": "All"},
            *({"value": each, "text": words.URGENCIES[each][0]} for each in Urgency),
        ],
        "states": [
            {"value": "", "text": "All that is open"},
            {"value": MINE, "text": "Mine"},
            *states,
            {"value": State.CLOSED, "text": "Closed"},
        ],
        "form": {"urgency": urgency or "", "state": state or ""},
        "heading": _heading(urgency, state),
        "nothing": "There is nothing here now." if urgency or state else "Nothing waits for anybody now.",
    }


def _heading(urgency: Urgency | None, state: State | str | None) -> str:
    stands = words.STATES[state] if isinstance(state, State) else "Mine" if state else "Open"
    parts = [stands, words.URGENCIES[urgency][0].lower() if urgency else ""]
    return ": ".join(filter(None, parts))


def _count(urgency: Urgency, counts: dict[tuple[Urgency, State], int], *, is_shown: bool) -> dict[str, Any]:
    number = sum(counts.get((urgency, state), 0) for state in State)
    return {
        "number": number,
        "text": words.URGENCIES[urgency][0].lower(),
        "href": _address(urgency, None),
        "is_bad": urgency is Urgency.LOOK_NOW and number > 0,
        "is_shown": is_shown,
    }
