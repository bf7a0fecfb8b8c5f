"""What is no FHIR R4 does not leave, though the models alone would let some of it through."""

import os
import subprocess
import sys
from copy import deepcopy
from typing import Any
from uuid import uuid4

import pytest
from structlog.testing import capture_logs

from app.outcomes.fhir import capability, checking
from app.outcomes.fhir.checking import CODES, ONLY_IN_R4B, DoesNotFit, NotInstalled, checked
from app.outcomes.fhir.observations import observation
from app.outcomes.fhir.questionnaires import questionnaire
from app.outcomes.fhir.responses import response
from tests.builders import check_ins
from tests.builders import fhir as build

SECRET = "nobody may read this"
RESPONSE = response(build.done("k10"), check_ins.find("k10"), person_id=uuid4())
OBSERVATION = observation(build.done("k10"), check_ins.find("k10"), person_id=uuid4())
QUESTIONNAIRE = questionnaire(check_ins.find("k10"))
NEWER = [{"url": "https://example.org/x", "valueRatioRange": {"denominator": {"value": 1}}}]


def changed(resource: dict[str, Any] | None, *path: str | int, to: Any) -> dict[str, Any]:
    """The same resource with something else in one place, or without it."""
    whole = deepcopy(resource)
    assert whole
    place: Any = whole
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return whole


@pytest.mark.parametrize(
    "wrong",
    [
        changed(RESPONSE, "status", to="finished"),  # no such code, which the models do not see
        changed(RESPONSE, "status", to=None),
        changed(RESPONSE, "mood", to="low"),
        changed(RESPONSE, "authored", to="yesterday"),
        changed(RESPONSE, "item", 0, "item", 0, "answer", 0, "valueInteger", to=1),  # two values at once
        changed(OBSERVATION, "status", to="done"),
        changed(OBSERVATION, "status", to="+"),  # the models' sign for "and more"
        changed(OBSERVATION, "id", to="not an id!"),
        changed(QUESTIONNAIRE, "item", 0, "item", 0, "type", to="select"),
        changed(QUESTIONNAIRE, "subjectType", to=["Relative"]),
        changed(QUESTIONNAIRE, "extension", to=NEWER),  # R4 does not know it
        changed(capability.statement(), "fhirVersion", to="4.3.0"),
        changed(capability.statement(), "rest", 0, "resource", 0, "interaction", 0, "code", to="look"),
    ],
)
def test_it_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(DoesNotFit):
        checked(wrong)


def test_in_a_bundle_too() -> None:
    entry = {"fullUrl": "https://example.org/x", "resource": changed(RESPONSE, "status", to="finished")}

    with pytest.raises(DoesNotFit):
        checked({"resourceType": "Bundle", "type": "collection", "entry": [entry]})


def test_the_log_says_where_and_no_word_of_anybodys() -> None:
    with capture_logs() as logs, pytest.raises(DoesNotFit):
        checked(changed(RESPONSE, "authored", to=SECRET))

    assert logs[0]["at"] == ["authored"]
    assert SECRET not in str(logs)


def test_what_is_looked_for_besides_the_models_is_in_the_models() -> None:
    from fhir.resources.R4B import extension, get_fhir_model_class

    assert extension.Extension.model_fields.keys() >= ONLY_IN_R4B
    for kind, name in CODES:
        assert name in get_fhir_model_class(kind).model_fields


def test_without_the_extra_nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "is_available", lambda: False)

    with pytest.raises(NotInstalled):
        checked(RESPONSE)


def test_the_program_starts_without_the_slow_models() -> None:
    code = "import sys, app.main; print([name for name in sys.modules if name.startswith('fhir.')])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )

    assert done.stdout.strip() == "[]"
