"""What can be asked for at /fhir, for programs: the CapabilityStatement."""

from app.outcomes.fhir import wire
from app.outcomes.fhir.wire import Resource

CHANGED_ON = "2026-11-23"  # when what is said here was changed last
_DOCUMENTATION = (
    "Reading only, as JSON whatever is asked for; search parameters are not looked at. Everything is for the person who "
    "is signed in. Members of staff find the scores that relatives shared with their team under Observation, and nothing "
    "else. All own check-ins as one file, a Bundle of the type collection, are at /fhir/Bundle."
)
_SECURITY = "The session of a browser that is signed in to Holdfast. Nothing is for strangers."
_READ, _SEARCH = "read", "search-type"
_RESOURCES = {
    "Questionnaire": (_READ, _SEARCH),
    "QuestionnaireResponse": (_READ, _SEARCH),
    "Observation": (_READ, _SEARCH),
    "Patient": (_READ,),
}


def statement() -> Resource:
    """The whole statement."""
    return {
        "resourceType": "CapabilityStatement",
        "url": wire.address("metadata"),
        "name": "Holdfast",
        "title": "Check-ins of relatives",
        "status": "active",
        "date": CHANGED_ON,
        "description": "The check-ins that relatives fill in about themselves.",
        "kind": "instance",
        "software": {"name": "Holdfast"},
        "implementation": {"description": "Holdfast", "url": wire.address()},
        "fhirVersion": wire.FHIR_VERSION,
        "format": [wire.MEDIA_TYPE, "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": _DOCUMENTATION,
                "security": {"cors": False, "description": _SECURITY},
                "resource": [_resource(kind, codes) for kind, codes in _RESOURCES.items()],
            }
        ],
    }


def _resource(kind: str, codes: tuple[str, ...]) -> Resource:
    return {"type": kind, "interaction": [{"code": code} for code in codes], "versioning": "no-version"}
