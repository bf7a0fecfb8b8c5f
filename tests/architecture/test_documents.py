"""The documents say what is there."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from app.core.config import PROJECT

_DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]
_LOG = (PROJECT / "docs" / "safety" / "hazard-log.md").read_text(encoding="utf-8")
_HAZARDS = [f"H{number}" for number in range(1, 48)]


class Control(NamedTuple):
    """A row of a hazard's table."""

    says: str
    code: list[str]
    tests: list[str]


def _hazards() -> dict[str, str]:
    """What the log says of each hazard."""
    parts = re.split(r"^## ", _LOG, flags=re.MULTILINE)
    return {part.split()[0]: part for part in parts if re.match(r"H\d+ ", part)}


def _controls(hazard: str) -> list[Control]:
    rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", hazard, flags=re.MULTILINE)
    named = [(says, re.findall("`([^`]+)`", code), re.findall("`([^`]+)`", tests)) for says, code, tests in rows]
    return [Control(*each) for each in named if each[0] != "control"]


def _is_there(test: str) -> bool:
    file, _, function = test.partition("::")
    path = PROJECT / file
    return path.is_file() and f"def {function}(" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|/)([^)#]+)", document.read_text(encoding="utf-8"))

    missing = [each for each in targets if not (document.parent / each).exists()]
    # The format of modules shows examples of links.
    assert missing == []


def test_the_hazard_log_has_every_hazard_in_order_and_a_row_for_the_trust() -> None:
    assert list(_hazards()) == _HAZARDS
    assert re.findall(r"^\| (H\d+) \|", _LOG, flags=re.MULTILINE) == _HAZARDS


@pytest.mark.parametrize("hazard", _HAZARDS)
def test_each_hazard_has_cause_and_effect_and_a_control_or_says_that_there_is_none(hazard: str) -> None:
    words = _hazards()[hazard]

    assert "**Cause.**" in words
    assert "**Effect.**" in words
    assert _controls(words) or "**No control yet**" in words or "**No control yet.**" in words


@pytest.mark.parametrize("hazard", _HAZARDS)
def test_what_has_no_control_yet_says_with_what_it_arrives(hazard: str) -> None:
    words = _hazards()[hazard]

    assert "No control yet" not in words or "rrives with" in words


@pytest.mark.parametrize("hazard", _HAZARDS)
def test_each_control_names_code_that_is_there(hazard: str) -> None:
    missing = [
        control.says
        for control in _controls(_hazards()[hazard])
        if not control.code or not all((PROJECT / each).exists() for each in control.code)
    ]

    assert missing == []


@pytest.mark.parametrize("hazard", _HAZARDS)
def test_each_control_names_a_test_that_is_there(hazard: str) -> None:
    missing = [
        control.says
        for control in _controls(_hazards()[hazard])
        if not control.tests or not all(_is_there(each) for each in control.tests)
    ]

    assert missing == []


def test_the_hazard_log_is_read_as_it_is_meant() -> None:
    """Guards the tests above against a table that they cannot read: an empty list of controls would please them all."""
    rows = [line for line in _LOG.splitlines() if "`tests/" in line]

    assert len(rows) == sum(len(_controls(words)) for words in _hazards().values()) > 40
