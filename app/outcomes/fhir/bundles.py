"""Several resources in one: the answer to a search, and everything of one person as a file."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.outcomes.fhir import wire
from app.outcomes.fhir.observations import observation
from app.outcomes.fhir.responses import response
from app.outcomes.fhir.wire import Resource
from app.outcomes.queries import Done, Instruments


def patient(person_id: UUID, name: str) -> Resource:
    """The relative, by their name and nothing else. FHIR calls a patient whoever is given a health service."""
    return {"resourceType": "Patient", "id": str(person_id), "name": [{"text": name}]}


def found(kind: str, resources: Sequence[Resource]) -> Resource:
    """What a search for all of one kind found."""
    entries = [_entry(each) | {"search": {"mode": "match"}} for each in resources]
    link = {"relation": "self", "url": wire.address(kind)}
    return _bundle("searchset", entries) | {"total": len(entries), "link": [link]}


def everything(own: Sequence[Done], instruments: Instruments, *, person_id: UUID, name: str, at: datetime) -> Resource:
    """All that somebody finished: who they are, the answers, the scores."""
    resources = [patient(person_id, name), *responses(own, instruments, person_id=person_id)]
    resources += scores(own, instruments, person_id=person_id)
    return _bundle("collection", [_entry(each) for each in resources]) | {"timestamp": wire.instant(at)}


def responses(own: Sequence[Done], instruments: Instruments, *, person_id: UUID) -> list[Resource]:
    """The answers of each."""
    return [response(each, instruments.get(each.instrument), person_id=person_id) for each in own]


def scores(own: Sequence[Done], instruments: Instruments, *, person_id: UUID) -> list[Resource]:
    """The scores of those that have one."""
    made = (observation(each, instruments.get(each.instrument), person_id=person_id) for each in own)
    return [each for each in made if each]


def _entry(resource: Resource) -> Resource:
    return {"fullUrl": wire.address(resource["resourceType"], resource["id"]), "resource": resource}


def _bundle(kind: str, entries: list[Resource]) -> Resource:
    # FHIR allows no empty list.
    return {"resourceType": "Bundle", "type": kind} | ({"entry": entries} if entries else {})
