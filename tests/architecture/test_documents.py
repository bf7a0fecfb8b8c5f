"""The documents say what is there."""

import re
from pathlib import Path

import pytest

from app.core.config import PROJECT

_DOCUMENTS = [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md")]


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_links_to_is_there(document: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|/)([^)#]+)", document.read_text(encoding="utf-8"))

    missing = [each for each in targets if not (document.parent / each).exists()]
    # The format of modules shows examples of links.
    assert missing == []


def test_every_test_that_the_hazard_log_names_is_there() -> None:
    log = (PROJECT / "docs" / "safety" / "hazard-log.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`]+)`", log)

    assert len(named) > 5
    assert [each for each in named if not (PROJECT / each).exists()] == []
