"""A relative's own check-ins, for the file of everything that is kept of them."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.outcomes import queries
from app.outcomes.instruments import Instrument
from app.outcomes.queries import Begun, Done, Instruments


def of_person(session: Session, *, user: SignedIn, instruments: Instruments) -> list[dict[str, Any]]:
    """Each with every answer, in words where we may say them; what is begun stands last."""
    own = queries.all_of(session, person_id=user.person_id)
    usable = queries.usable(session, trust_id=user.own_trust, instruments=instruments)
    known = {**instruments, **{each.name: each for each in usable}}
    everything: list[Done | Begun] = [*own.finished, *own.begun.values()]
    return [_entry(each, known.get(each.instrument)) for each in everything]


def _entry(each: Done | Begun, found: Instrument | None) -> dict[str, Any]:
    done = each if isinstance(each, Done) else None
    return {
        "questionnaire": each.instrument,
        "title": found.title if found else None,
        "version": each.version,
        "begun_at": each.started_at.isoformat(),
        "finished_at": done.finished_at.isoformat() if done else None,
        "time_point": done.time_point.value if done else None,
        "answers": [_answer(name, value, each, found) for name, value in each.answers.items()],
    }


def _answer(name: str, value: int, each: Done | Begun, found: Instrument | None) -> dict[str, Any]:
    items = {item.id: item for item in found.items} if found and found.version == each.version else {}
    item = items.get(name)
    words = item.text_of(value) if item and value in item.values else None
    return {"question": (item and item.text) or name, "answer": words or value, "value": value}
