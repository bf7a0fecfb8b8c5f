"""A questionnaire as a FHIR Questionnaire."""

import re

from app.outcomes.fhir import wire
from app.outcomes.fhir.wire import Resource
from app.outcomes.instruments import Instrument, Item

ALL = "0"  # the group that holds the questions; their own ids begin with a letter


def questionnaire(instrument: Instrument) -> Resource:
    """One with its words: of a licensed one for the trust that has the licence."""
    stem = {"text": instrument.stem} if instrument.stem else {}
    items = [_item(instrument, item) for item in instrument.items]
    return {
        "resourceType": "Questionnaire",
        "id": instrument.name,
        "language": instrument.language,
        "url": wire.address("Questionnaire", instrument.name),
        "version": str(instrument.version),
        "name": _name(instrument.short),
        "title": f"{instrument.short}: {instrument.title}",
        "status": "active",
        "subjectType": ["Patient"],
        "description": instrument.about,
        "copyright": f"{instrument.licence}\n\n{instrument.citation}",
        "item": [{"linkId": ALL, **stem, "type": "group", "item": items}],
    }


def _name(short: str) -> str:
    """As FHIR wants names for programs: letters and digits, a capital first."""
    words = filter(None, re.split(r"[^A-Za-z0-9]+", short))
    return "".join(word[0].upper() + word[1:] for word in words)


def _item(instrument: Instrument, item: Item) -> Resource:
    options = [wire.answer(instrument.name, item.id, option.value, option.text) for option in item.options]
    return {
        "linkId": item.id,
        "prefix": f"{item.number}.",
        "text": item.text,
        "type": "choice",
        # Every question may be skipped.
        "required": False,
        "answerOption": [{"valueCoding": option} for option in options],
    }
