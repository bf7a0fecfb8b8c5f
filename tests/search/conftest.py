"""Search over a small content folder, so that real content may change."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.core.db import unit_of_work
from app.directory import content as directory
from app.directory.content import Directory
from app.modules.content.library import Library
from app.search import service
from tests.builders.content import MODULE, library_of, make_content, write

JARGON = """\
cpn:
  word: CPN
  also: [community psychiatric nurse]
  plain: A nurse who visits people at home.
  differs: In Scotland too.
delusion:
  word: delusion
  plain: A belief that others find hard to follow.
"""
HELPLINES = """\
emergency-999:
  name: Emergency services
  number: "999"
  purpose: Somebody's life is at risk.
  kind: emergency
  hours: Day and night
  nations: [england, scotland, wales, northern-ireland]
  source: nhs.uk
  checked_on: 2026-11-22
  next_check: 2027-05-22
gone:
  name: Kettle line
  number: "0800 111 222"
  website: https://www.kettle.example.org
  purpose: It was about kettles and debts.
  kind: support
  needs: [money]
  hours: Never
  nations: [england]
  source: kettle.example.org
  checked_on: 2020-01-01
  next_check: 2020-02-01
  expires: 2020-03-01
"""
CRISIS_PAGE = """\
---
title: The first ten minutes
summary: What to do when it is bad.
---
Put the **kettle** on & sit down. "Then" ring <https://example.org>.

## After that

You did not cause this, and schizophrenia is nobody's fault.
"""


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, Directory]:
    """Two modules, two words and three helplines."""
    folder = make_content(tmp_path_factory.mktemp("search"))
    write(folder / "jargon.yaml", JARGON)
    with (folder / "directory.yaml").open("a", encoding="utf-8") as file:
        file.write(HELPLINES)
    crisis = MODULE.replace("First steps", "Dealing with a crisis").replace("What to do first.", "When it is bad.")
    write(folder / "en/11-dealing-with-a-crisis/module.yaml", crisis)
    write(folder / "en/11-dealing-with-a-crisis/10-first-ten-minutes.md", CRISIS_PAGE)
    return library_of(folder), directory.load(folder)


@pytest.fixture(scope="module")
def site(_application: TestClient, content: tuple[Library, Directory]) -> Iterator[None]:
    """The program with this content, which it finds out by itself. Afterwards it is as it was."""
    state = _application.app.state  # type: ignore[attr-defined]
    before = state.library, state.directory
    state.library, state.directory = content
    yield
    state.library, state.directory = before
    with unit_of_work(None) as session:
        service.refresh(session, library=state.library, directory=state.directory)
    state.searched = state.library
