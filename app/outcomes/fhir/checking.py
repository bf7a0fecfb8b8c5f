"""Holds our resources against the models of FHIR before they leave.

The models are those of R4B (4.3.0), since the library has none of R4 (4.0.1), which is what others read. For the
resources that we make the two differ in two elements and the version's number; both are looked for here. The library
does not compare codes with their lists: that is done here too.
"""

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import structlog
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from app.core.errors import HoldfastError, NotFound
from app.outcomes.fhir.wire import FHIR_VERSION, MEDIA_TYPE, Resource

log = structlog.get_logger()

# Of the elements that our resources can have, those that came with R4B.
ONLY_IN_R4B = frozenset({"valueCodeableReference", "valueRatioRange"})
# The lists that the models have not, or not to their end, as R4 has them; of long ones what we use.
CODES: dict[tuple[str, str], frozenset[str]] = {
    ("CapabilityStatement", "fhirVersion"): frozenset({FHIR_VERSION}),
    ("CapabilityStatement", "format"): frozenset({MEDIA_TYPE, "json"}),
    ("CapabilityStatementRestResource", "type"): frozenset(
        {"Questionnaire", "QuestionnaireResponse", "Observation", "Patient"}
    ),
    ("Observation", "status"): frozenset(
        {"registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error", "unknown"}
    ),
    ("OperationOutcomeIssue", "code"): frozenset({"not-found", "conflict", "throttled", "transient", "exception"}),
    ("Questionnaire", "subjectType"): frozenset({"Patient"}),
    ("QuestionnaireItem", "type"): frozenset({"group", "choice"}),
}
_AND_MORE = "+"


class NotInstalled(NotFound):
    """The operator did not install what checks FHIR."""

    sentence = "This service does not give check-ins as FHIR. You can take them out of your toolbox as a file."


class DoesNotFit(HoldfastError):
    """What we made is no FHIR: it does not leave."""


def is_available() -> bool:
    """Whether the operator installed the extra."""
    return find_spec("fhir") is not None


def checked(resource: Resource) -> Resource:
    """The same resource. Raises NotInstalled, or DoesNotFit with what is wrong in the log and no word of anybody's."""
    if not is_available():
        raise NotInstalled
    from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415 - slow to import, and may not be installed

    try:
        model = get_fhir_model_class(resource["resourceType"]).model_validate(resource)
        wrong = [*_codes(model), *_too_new(resource)]
    except ValidationError as error:
        wrong = [".".join(map(str, each["loc"])) for each in error.errors()]
    if wrong:
        log.error("fhir.does_not_fit", resource=resource["resourceType"], at=wrong)
        raise DoesNotFit
    return resource


def _codes(value: Any) -> Iterator[str]:
    """The places where a code stands that is not in its list."""
    if isinstance(value, list):
        for each in value:
            yield from _codes(each)
    elif isinstance(value, BaseModel):
        kind = type(value)
        for name in value.model_fields_set:
            inner = getattr(value, name)
            given = inner if isinstance(inner, list) else [inner]
            if not _listed(kind.__name__, name, kind.model_fields[name], given):
                yield f"{kind.__name__}.{name}"
            yield from _codes(inner)


def _listed(kind: str, name: str, field: FieldInfo, given: list[Any]) -> bool:
    """Whether these codes are in the list, where the element has one."""
    extra: Any = field.json_schema_extra or {}
    codes = CODES.get((kind, name), extra.get("enum_values"))
    # A list of the models that is cut off ends with "+": what is not before that has to be added to CODES.
    return codes is None or all(each in codes and each != _AND_MORE for each in given)


def _too_new(value: Any) -> Iterator[str]:
    """The elements that R4 does not know."""
    if isinstance(value, list):
        for each in value:
            yield from _too_new(each)
    elif isinstance(value, dict):
        yield from (name for name in value if name in ONLY_IN_R4B)
        for each in value.values():
            yield from _too_new(each)
