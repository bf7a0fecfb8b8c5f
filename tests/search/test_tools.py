"""What can be made or filled in is found by what it says of itself."""

import pytest

from app.search import tools, wording
from tests.builders.check_ins import ALL
from tests.builders.plans import real

TOOLS = tools.of(real().values(), ALL.values())


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("crisis plan", "/plans/crisis"),
        ("carer's assessment", "/plans/carers-assessment"),
        ("a card for my wallet", "/plans/crisis"),
        ("early signs", "/plans/early-signs"),
        ("questionnaire", "/check-ins"),
        ("worried", "/check-ins"),
        ("network", "/network-map"),
        ("zebra", None),
        ("crisis zebra", None),
        ("a", None),
    ],
)
def test_it_is_found_by_its_words(question: str, first: str | None) -> None:
    found = tools.found(TOOLS, wording.beginnings(question))

    assert next((tool.href for tool in found), None) == first


def test_none_says_a_placeholder() -> None:
    assert not [tool for tool in TOOLS if "{" in tool.says]
