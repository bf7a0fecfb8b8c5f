"""The page of one flag, as this person may see it now."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from app.accounts import people
from app.accounts.signed_in import SignedIn
from app.core.clock import now
from app.core.forms import Errors, Fields
from app.core.pages import render
from app.core.routing import Database
from app.core.templating import plural
from app.risk import duty, presenters, queries, rules, words
from app.risk.lines import FlagLine
from app.risk.rules import Outcome, Verb
from app.trusts import queries as trusts

_SECOND = "Two people must agree to close this one. You propose it, and a colleague reads it and agrees, or does not."
_SHREDDED = "What was written is not kept any more."


def flag_page(  # noqa: PLR0913 - what a second look at a form needs
    request: Request,
    session: Database,
    user: SignedIn,
    flag_id: UUID,
    *,
    status: int = 200,
    form: Fields | None = None,
    errors: Errors | None = None,
    trouble: str = "",
    covered: bool = False,
    done: str | None = None,
) -> Response:
    """One flag; covered until this person has opened it, and again when they ask. `trouble` is the form that is wrong."""
    flag, moment = queries.flag(session, viewer=user, flag_id=flag_id), now()
    history = queries.history(session, viewer=user, flag_id=flag_id)
    who = presenters.people_of([flag]) | presenters.people_in(history)
    names = people.names(session, person_ids=who)
    offered = queries.offered(session, viewer=user, flag=flag)
    opened = not covered and queries.was_opened_by(session, viewer=user, flag_id=flag_id)
    return render(
        request,
        "risk/flag.html",
        status=status,
        flag=flag,
        line=presenters.line(flag, names=names, viewer_id=user.person_id, now=moment),
        outcome=presenters.outcome(flag),
        events=[presenters.step(each, names=names, viewer_id=user.person_id, covered=not opened) for each in history],
        calls=[presenters.called(each) for each in queries.calls(session, viewer=user, flag_id=flag_id)],
        lease_words=presenters.lease_words(moment + rules.lease(flag.urgency), now=moment),
        proposed=presenters.outcome(flag),
        may=_may(offered),
        **_written(request, session, user, flag, opened=opened),
        **_choices(session, user, flag, second=Verb.PROPOSE_CLOSE in offered),
        form=form,
        errors=errors,
        trouble=trouble,
        done=done,
    )


def _may(offered: frozenset[Verb]) -> dict[str, bool]:
    every = {verb.value: verb in offered for verb in Verb}
    return every | {"work": Verb.RELEASE in offered}


def _written(request: Request, session: Database, user: SignedIn, flag: FlagLine, *, opened: bool) -> dict[str, Any]:
    content = queries.content(session, viewer=user, flag_id=flag.id) if opened else []
    return {
        "is_open": opened,
        "shown": [presenters.shown(each) for each in content],
        "cannot_show": _SHREDDED if opened and not content else "",
        "place_href": _place(request, session, user, flag) if opened else "",
        "about": _about(session, user, flag) if opened else [],
    }


def _place(request: Request, session: Database, user: SignedIn, flag: FlagLine) -> str:
    """Where it stands, for this person; the rooms that know are put together in app.main (app.state.flag_places)."""
    href_of = request.app.state.flag_places.get(flag.subject_kind)
    return href_of(session, user=user, subject_id=flag.subject_id) if href_of else ""


def _about(session: Database, user: SignedIn, flag: FlagLine) -> list[dict[str, str]]:
    if not presenters.may_name_writer(flag) or flag.writer_id is None:
        return []
    others = queries.of_writer(session, viewer=user, flag=flag)
    is_open = sum(each.state is not rules.State.CLOSED for each in others)
    reached = people.reached(session, person_id=flag.writer_id)
    teams = trusts.team_names(session, trust_id=user.own_trust)
    return [
        {"key": "Name", "value": reached.name},
        {"key": "Email", "value": reached.email},
        {"key": "Invited by", "value": ", ".join(teams[each] for each in reached.team_ids if each in teams) or "–"},
        {"key": "Other flags", "value": f"{plural(is_open, 'open one')}, {len(others) - is_open} closed"},
    ]


def _choices(session: Database, user: SignedIn, flag: FlagLine, *, second: bool) -> dict[str, Any]:
    able = duty.colleagues(session, trust_id=user.own_trust, kind=flag.subject_kind)
    others = [{"value": str(each.id), "text": each.name} for each in able if each.id != user.person_id]
    line = f"{user.crisis_line_name}: {user.crisis_line_number}. " if user.crisis_line_number else ""
    return {
        "colleagues": [{"value": "", "text": "Choose a colleague"}, *others],
        "outcomes": [{"value": each, "text": words.OUTCOMES[each]} for each in Outcome],
        "second_words": _SECOND if second else "",
        "who_to_tell": f"In danger now: ring 999. {line}Follow your trust's way of acting on a worry about safety.",
    }
