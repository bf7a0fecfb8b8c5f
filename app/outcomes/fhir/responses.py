"""A finished check-in as a FHIR QuestionnaireResponse."""

from uuid import UUID

from app.outcomes.fhir import wire
from app.outcomes.fhir.questionnaires import ALL
from app.outcomes.fhir.wire import Resource
from app.outcomes.instruments import Instrument
from app.outcomes.queries import Done


def response(done: Done, instrument: Instrument | None, *, person_id: UUID) -> Resource:
    """What was answered; what was skipped is not in it. Licensed words stay here: it is made to be taken elsewhere."""
    whose = wire.patient(person_id)
    items = _items(done, instrument)
    return {
        "resourceType": "QuestionnaireResponse",
        "id": str(done.id),
        "language": done.language,
        "questionnaire": wire.canonical(done.instrument, done.version),
        "status": "completed",
        "subject": whose,
        "authored": wire.instant(done.finished_at),
        "author": whose,
        "source": whose,
        **({"item": [{"linkId": ALL, **_stem(done, instrument), "item": items}]} if items else {}),
    }


def _stem(done: Done, instrument: Instrument | None) -> Resource:
    has_stem = instrument and instrument.stem and wire.free_items(instrument, done.version)
    return {"text": instrument.stem} if instrument and has_stem else {}


def _items(done: Done, instrument: Instrument | None) -> list[Resource]:
    free = wire.free_items(instrument, done.version)
    found: list[Resource] = []
    for name, value in _in_order(done, instrument):
        item = free.get(name)
        text = {"text": item.text} if item else {}
        words = item.text_of(value) if item and value in item.values else None
        coding = wire.answer(done.instrument, name, value, words)
        found.append({"linkId": name, **text, "answer": [{"valueCoding": coding}]})
    return found


def _in_order(done: Done, instrument: Instrument | None) -> list[tuple[str, int]]:
    """The answers in the order of the questions, as FHIR wants them."""
    order = [item.id for item in instrument.items] if instrument else []
    known = [(name, done.answers[name]) for name in order if name in done.answers]
    return known + [each for each in done.answers.items() if each[0] not in order]
