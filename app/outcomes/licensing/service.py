"""Switching questionnaires on and off, writing down a licence, keeping its words. Of two leads the second is told."""

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict
from app.outcomes.instruments import Instrument
from app.outcomes.licensing import rules
from app.outcomes.licensing.rules import Held, Standing
from app.outcomes.models import TrustInstrument

CHANGED = "Somebody else changed this while you had it open. Look at it again, then decide."
NO_LICENCE = (
    "Write down the licence first, with a last day that is not over. Without one its words may not be kept here."
)
_MISSING = {
    Standing.NEEDS_LICENCE: "It cannot be switched on yet: write down the licence first.",
    Standing.NEEDS_WORDS: "It cannot be switched on yet: put in its questions first.",
    Standing.ENDED: "It cannot be switched on: its licence has ended. Write down the new one first.",
}


def switch(session: Session, *, user: SignedIn, instrument: Instrument, held: Held, is_on: bool) -> None:
    """Offers it to relatives, or does not any more. Raises Conflict when something is missing for it."""
    today = clock.london_day(clock.now())
    missing = _MISSING.get(rules.standing(is_open=instrument.is_open, held=held, today=today))
    if is_on and missing:
        raise Conflict(missing)
    _change(session, user, instrument, held, {"is_on": is_on})
    _tell(session, user, instrument, {"is_on": is_on})


def write_licence(
    session: Session, *, user: SignedIn, instrument: Instrument, held: Held, number: str, holder: str, expires_on: date
) -> None:
    """Writes down by which licence a trust may use it."""
    facts = {"licence_number": number, "licence_holder": holder, "licence_expires_on": expires_on}
    _change(session, user, instrument, held, facts)
    # The number too: the next licence takes the place of this one.
    _tell(session, user, instrument, {"licence_number": number, "licence_expires_on": expires_on.isoformat()})


def keep_words(session: Session, *, user: SignedIn, instrument: Instrument, held: Held, words: dict[str, Any]) -> None:
    """Keeps the licensed words. Raises Conflict without a licence, or with one that is over."""
    if not held.is_licensed(today=clock.london_day(clock.now())):
        raise Conflict(NO_LICENCE)
    _change(session, user, instrument, held, {"words": words})
    _tell(session, user, instrument, {"words": len(words["items"])})


def remove_words(session: Session, *, user: SignedIn, instrument: Instrument, held: Held) -> None:
    """Takes the words out, and so switches it off. What relatives have answered stays theirs."""
    _change(session, user, instrument, held, {"words": None, "is_on": False})
    _tell(session, user, instrument, {"words": 0, "is_on": False})


def _change(session: Session, user: SignedIn, instrument: Instrument, held: Held, facts: dict[str, Any]) -> None:
    of_trust = {"trust_id": user.own_trust, "instrument": instrument.name}
    said = {"version": held.version + 1, "changed_at": clock.now(), "changed_by": user.person_id, **facts}
    if held.version == 0:
        row = insert(TrustInstrument).values(id=uuid4(), **of_trust, **{"is_on": held.is_on, **said})
        made = session.scalar(row.on_conflict_do_nothing().returning(TrustInstrument.id))
    else:
        mine = (TrustInstrument.trust_id == user.own_trust, TrustInstrument.instrument == instrument.name)
        row_now = update(TrustInstrument).where(*mine, TrustInstrument.version == held.version).values(said)
        made = session.scalar(row_now.returning(TrustInstrument.id))
    if made is None:
        raise Conflict(CHANGED)


def _tell(session: Session, user: SignedIn, instrument: Instrument, facts: dict[str, object]) -> None:
    audit.record(
        session,
        action=Action.INSTRUMENT_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        details={"instrument": instrument.name, **facts},
    )
