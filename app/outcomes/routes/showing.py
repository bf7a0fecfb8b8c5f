"""Finds what an address of a check-in is about."""

from fastapi import Request

from app.accounts.signed_in import SignedIn
from app.core.errors import Elsewhere, NotFound
from app.core.routing import Database
from app.outcomes import presenters, queries, service
from app.outcomes.instruments import Instrument
from app.outcomes.queries import Begun


def find(request: Request, session: Database, user: SignedIn, name: str) -> Instrument:
    """A questionnaire that this person's trust uses, with its words. Raises NotFound."""
    return queries.find(session, trust_id=user.own_trust, instruments=request.app.state.instruments, name=name)


def perhaps(request: Request, session: Database, user: SignedIn, name: str) -> Instrument | None:
    """The same, or None: it may have been switched off while they answered."""
    try:
        return find(request, session, user, name)
    except NotFound:
        return None


def known(request: Request, name: str) -> Instrument:
    """Any that there is, perhaps without its words: a result is still somebody's own. Raises NotFound."""
    found: Instrument | None = request.app.state.instruments.get(name)
    if found is None:
        raise NotFound("There is no such check-in here.")
    return found


def begun(session: Database, user: SignedIn, instrument: Instrument) -> Begun:
    """What this person has begun and can go on with. Raises Elsewhere, to where it begins."""
    found = perhaps_begun(session, user, instrument)
    if found is None:
        raise Elsewhere(presenters.href(instrument))
    return found


def perhaps_begun(session: Database, user: SignedIn, instrument: Instrument) -> Begun | None:
    """The same, or None."""
    found = queries.all_of(session, person_id=user.person_id).begun.get(instrument.name)
    return found if found and service.goes_on(found, instrument) else None
