"""What is typed on the forms, and what is said of a slip."""

import pytest

from app.network.forms import nodes, revision_of
from app.network.model import Kind
from tests.builders.network import PERSON


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"label": " "}, "label", "Write a name or initials"),
        ({"category": ""}, "category", "Choose what fits best"),
        ({"category": "outdoors"}, "category", "Choose what fits best"),
        ({"effect": ""}, "effect", "Choose what it does"),
        ({"closeness": "4"}, "closeness", "Choose how close"),
        ({"often": "hourly"}, "often", "Choose how often"),
        ({"years": "long"}, "years", "Write the years as a whole number from 0 to 99, or leave it empty"),
        ({"years": "100"}, "years", "Write the years as a whole number"),
        ({"years": "9999999999"}, "years", "Write the years as a whole number"),
    ],
)
def test_each_slip_has_its_sentence(changed: dict[str, str], field: str, sentence: str) -> None:
    form, errors = nodes.parse({**PERSON, **changed}, kind=Kind.PERSON)

    assert form is None
    assert list(errors) == [field]
    assert errors[field].startswith(sentence)


@pytest.mark.parametrize("typed", ["", "x", "-1", "٣"])
def test_what_is_no_revision_is_one_that_no_map_has(typed: str) -> None:
    assert revision_of({"revision": typed}) == -1
