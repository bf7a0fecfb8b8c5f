"""Whatever we make of a questionnaire is FHIR R4: by the models, by the standard's own constraints, there and back."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from app.core.errors import NotFound, TooManyTries
from app.outcomes.fhir import bundles, capability
from app.outcomes.fhir.checking import checked
from app.outcomes.fhir.observations import observation
from app.outcomes.fhir.questionnaires import questionnaire
from app.outcomes.fhir.responses import response
from app.outcomes.fhir.routes.answers import outcome
from tests.builders import check_ins
from tests.builders import fhir as build
from tests.builders.fhir_constraints import broken

ALICE = uuid4()
EVERY = pytest.mark.parametrize("name", sorted(check_ins.ALL))


def fits(resource: dict[str, Any]) -> dict[str, Any]:
    from fhir.resources.R4B import get_fhir_model_class

    assert checked(resource) is resource
    assert broken(resource) == []
    model = get_fhir_model_class(resource["resourceType"]).model_validate_json(json.dumps(resource))
    assert json.loads(model.model_dump_json()) == resource
    return resource


@EVERY
def test_every_questionnaire_fits(name: str) -> None:
    found = fits(questionnaire(build.with_words(name)))

    [group] = found["item"]
    assert [each["linkId"] for each in group["item"]] == [item.id for item in check_ins.find(name).items]


@EVERY
def test_every_response_fits_and_answers_what_was_asked(name: str) -> None:
    instrument = build.with_words(name)
    found = fits(response(build.done(name), instrument, person_id=ALICE))

    [group], [asked] = found["item"], questionnaire(instrument)["item"]
    options = {
        each["linkId"]: [option["valueCoding"]["code"] for option in each["answerOption"]] for each in asked["item"]
    }
    assert group["linkId"] == asked["linkId"]
    for each in group["item"]:
        assert each["answer"][0]["valueCoding"]["code"] in options[each["linkId"]]


@EVERY
def test_every_score_fits_and_an_activity_has_none(name: str) -> None:
    instrument = check_ins.find(name)
    found = observation(build.done(name), instrument, person_id=ALICE)

    assert (found is None) == instrument.is_activity
    if found:
        fits(found)


def test_a_number_is_the_one_that_she_sees() -> None:
    k10 = observation(build.done("k10"), check_ins.find("k10"), person_id=ALICE)
    rasch = observation(build.done("swemwbs"), check_ins.find("swemwbs"), person_id=ALICE)

    assert k10
    assert rasch
    assert (k10["valueQuantity"]["value"], rasch["valueQuantity"]["value"]) == (20, 15.32)
    assert k10["interpretation"] == [{"text": check_ins.find("k10").bands[1].words}]


def test_parts_have_numbers_of_their_own() -> None:
    found = observation(build.done("ghq-28", 1), check_ins.find("ghq-28"), person_id=ALICE)

    assert found
    values = {each["code"]["coding"][0]["code"]: each["valueQuantity"]["value"] for each in found["component"]}
    assert (found["valueQuantity"]["value"], values["ghq-28.somatic"], values["ghq-28.binary"]) == (28, 7, 0)


def test_where_too_much_was_skipped_the_number_is_said_to_be_missing_and_why() -> None:
    phq = check_ins.find("phq-9")
    found = observation(build.done("phq-9", {"down": 2}), phq, person_id=ALICE)

    assert found
    assert phq.total
    absent = fits(found)["dataAbsentReason"]
    assert (absent["coding"][0]["code"], absent["text"]) == ("asked-declined", phq.total.missing.words)
    assert "valueQuantity" not in found


def test_what_was_skipped_is_not_answered() -> None:
    found = fits(response(build.done("phq-9", {"energy": 1, "down": 2}), check_ins.find("phq-9"), person_id=ALICE))

    assert [each["linkId"] for each in found["item"][0]["item"]] == ["down", "energy"]


def test_nothing_answered_is_no_empty_list() -> None:
    assert "item" not in fits(response(build.done("k10", {}), check_ins.find("k10"), person_id=ALICE))
    assert "entry" not in fits(bundles.found("Observation", []))


def test_licensed_words_are_in_no_response() -> None:
    for name, instrument in check_ins.ALL.items():
        if not instrument.is_open:
            found = json.dumps(response(build.done(name), build.with_words(name), person_id=ALICE))
            assert "The words of" not in found
            assert '"display"' not in found


@pytest.mark.parametrize("facts", [{"version": 99}, {"instrument": "gone"}])
def test_what_was_answered_in_other_words_keeps_its_answers_without_ours(facts: dict[str, Any]) -> None:
    done = build.done("k10", **facts)
    instrument = check_ins.ALL.get(done.instrument)
    found = fits(response(done, instrument, person_id=ALICE))

    assert len(found["item"][0]["item"]) == 10
    assert "text" not in found["item"][0]["item"][0]
    assert observation(done, instrument, person_id=ALICE) is None


def test_the_whole_file_fits_and_points_to_nothing_that_is_not_in_it() -> None:
    own = [build.done(name) for name in check_ins.ALL]
    found = fits(bundles.everything(own, check_ins.ALL, person_id=ALICE, name="Alice", at=build.AT))

    inside = {"{resourceType}/{id}".format(**each) for each in build.resources(found)}
    assert _references(found) <= inside
    assert len(inside) == 1 + 2 * len(own) - sum(each.is_activity for each in check_ins.ALL.values())


def test_a_found_list_says_how_many() -> None:
    made = bundles.responses([build.done("k10"), build.done("k6")], check_ins.ALL, person_id=ALICE)

    assert fits(bundles.found("QuestionnaireResponse", made))["total"] == 2


def test_the_rest_fits() -> None:
    assert fits(capability.statement())["fhirVersion"] == "4.0.1"
    fits(bundles.patient(UUID(int=1), "Alice"))
    for error in (NotFound(), TooManyTries(seconds=60)):
        fits(outcome(error))


def _references(value: Any) -> set[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    own = {value["reference"]} if isinstance(value, dict) and "reference" in value else set()
    return own.union(*map(_references, inside))
