"""FHIR for tests: what a browser gets, and check-ins without a database."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from app.accounts.models import Person
from app.core.db import unit_of_work
from app.outcomes.instruments import Instrument
from app.outcomes.queries import Done
from app.outcomes.rules import TimePoint
from app.toolbox import queries as toolbox
from tests.builders import check_ins
from tests.page import Browser

AT = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)
Resource = dict[str, Any]


def get(browser: Browser, path: str, *, status: int = 200) -> Resource:
    """What stands at an address below /fhir."""
    answer = browser.client.get(f"/fhir/{path}", follow_redirects=False)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/fhir+json"), path
    assert answer.headers["cache-control"] == "no-store"
    found: Resource = answer.json()
    return found


def said(browser: Browser, path: str, *, status: int = 404) -> str:
    """What somebody is told who gets nothing."""
    found = get(browser, path, status=status)
    [issue] = found["issue"]
    assert (found["resourceType"], issue["severity"]) == ("OperationOutcome", "error")
    return str(issue["details"]["text"])


def resources(bundle: Resource) -> list[Resource]:
    """What is in a Bundle."""
    return [each["resource"] for each in bundle.get("entry", [])]


def with_words(name: str) -> Instrument:
    """A questionnaire with its words, made up where they are licensed."""
    found = check_ins.find(name)
    return found if found.is_open else found.with_words(check_ins.words(name))


def done(name: str, given: Mapping[str, int] | int = 2, **facts: Any) -> Done:
    """One that was finished."""
    answers = check_ins.answers(name, given) if isinstance(given, int) else dict(given)
    version = check_ins.find(name).version
    made = Done(uuid4(), name, version, "en", TimePoint.OWN, AT, AT, answers)
    return replace(made, **facts)


def share(person: Person, browser: Browser, check_in_id: UUID, *, team_id: UUID, name: str = "k10") -> UUID:
    """Keeps a result and shares it, as its owner does on the pages; gives the id of what is in the toolbox."""
    browser.submit(f"/check-ins/{name}/results/{check_in_id}/keep")
    with unit_of_work(person.trust_id) as session:
        items = toolbox.items(session, person_id=person.id)
    item = next(each for each in items if each.source == f"check-ins/{check_in_id}")
    browser.submit(f"/toolbox/{item.id}/share", team=str(team_id))
    return item.id
