"""What a check-in comes to as a FHIR Observation: the number, what it says, and the numbers of its parts. No answers."""

from uuid import UUID

from app.outcomes.fhir import wire
from app.outcomes.fhir.wire import Resource
from app.outcomes.instruments import Instrument
from app.outcomes.presenters import score_of
from app.outcomes.queries import Done
from app.outcomes.scoring import Score

NOTE = "A relative filled this in about themself, with Holdfast. It is not a diagnosis."
_CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
_ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
_UNITS = "http://unitsofmeasure.org"


def observation(done: Done, instrument: Instrument | None, *, person_id: UUID, name: str = "") -> Resource | None:
    """The score of one check-in; None if it has none: an activity, or the questions have changed since.

    `name` is said to somebody else who may read it; they have no way to the answers either.
    """
    score = score_of(instrument, done) if instrument and not instrument.is_activity else None
    if instrument is None or score is None or not (instrument.total or any(_parts(instrument, score))):
        return None
    whose = wire.patient(person_id, name)
    return {
        "resourceType": "Observation",
        "id": str(done.id),
        "language": instrument.language,
        **({} if name else {"derivedFrom": [{"reference": f"QuestionnaireResponse/{done.id}"}]}),
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
        "code": _code(instrument.name, instrument.short),
        "subject": whose,
        "performer": [whose],
        "effectiveDateTime": wire.instant(done.finished_at),
        **_total(instrument, score),
        **({"interpretation": [{"text": score.band.words}]} if score.band else {}),
        "note": [{"text": NOTE}],
        **({"component": parts} if (parts := _parts(instrument, score)) else {}),
    }


def _total(instrument: Instrument, score: Score) -> Resource:
    if instrument.total is None:
        return {}
    if score.total is not None:
        return {"valueQuantity": _quantity(score.total)}
    skipped = {"system": _ABSENT, "code": "asked-declined"}
    return {"dataAbsentReason": {"coding": [skipped], "text": instrument.total.missing.words}}


def _parts(instrument: Instrument, score: Score) -> list[Resource]:
    numbers = ((scale, score.scales[scale.name]) for scale in instrument.scales)
    return [
        {"code": _code(f"{instrument.name}.{scale.name}", scale.title), "valueQuantity": _quantity(value)}
        for scale, value in numbers
        if value is not None
    ]


def _code(code: str, words: str) -> Resource:
    return {"coding": [{"system": wire.address("scores"), "code": code}], "text": words}


def _quantity(value: float) -> Resource:
    return {"value": wire.number(value), "unit": "points", "system": _UNITS, "code": "{score}"}
