"""Names and small parts that all our FHIR resources have in common. All resources are plain JSON data."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from app.core.config import settings
from app.outcomes.instruments import Instrument, Item

Resource = dict[str, Any]

MEDIA_TYPE = "application/fhir+json"
FHIR_VERSION = "4.0.1"
_ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def address(*path: object) -> str:
    """The whole address of something of ours, which never changes."""
    return "/".join([f"{settings().base_url}/fhir", *map(str, path)])


def canonical(name: str, version: int) -> str:
    """A questionnaire in one version of its words."""
    return f"{address('Questionnaire', name)}|{version}"


def patient(person_id: UUID, display: str = "") -> Resource:
    """Points to the relative. They are their own Patient: nothing leads to the person they support."""
    found = {"reference": f"Patient/{person_id}", "type": "Patient"}
    return found | {"display": display} if display else found


def instant(moment: datetime) -> str:
    """A moment to the second, with its time zone."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def number(value: float) -> int | float:
    """As it is written: 20, not 20.0."""
    return int(value) if value == int(value) else value


def answer(instrument: str, item: str, value: int, text: str | None = None) -> Resource:
    """One answer: a code that means the same nowhere else, what it counts, and its words if they may be said."""
    coding = {
        "extension": [{"url": _ORDINAL, "valueDecimal": value}],
        "system": address("answers", instrument),
        "code": f"{item}.{value}",
    }
    return coding | {"display": text} if text else coding


def free_items(instrument: Instrument | None, version: int) -> Mapping[str, Item]:
    """The questions by id whose words anybody may have; none if they are licensed, or were others in this version."""
    if instrument is None or not instrument.is_open or instrument.version != version:
        return {}
    return {item.id: item for item in instrument.items}
