"""Who may open which page of the figures, the workspace and suggestions: every route, every role, and another trust."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import insert

from app.accounts.dependencies import Guard
from app.accounts.models import Person
from app.accounts.roles import Permission, Role, permissions_of
from app.core.db import Platform, unit_of_work
from app.core.routing import marks
from app.implementation.service import suggesting
from app.models import metadata
from tests.builders import figures_rows
from tests.builders.glass import make_safeguarding_lead
from tests.builders.messages import signed_in
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
RELATIVE, LEAD = frozenset({Role.RELATIVE}), frozenset({Role.TRUST_LEAD})
INVITERS = frozenset({Role.CLINICIAN, Role.SUPPORTER})
STAFF = frozenset(set(Role) - {Role.RELATIVE, Role.PLATFORM_ADMINISTRATOR})
REPORTS = LEAD | {Role.PLATFORM_ADMINISTRATOR}
# By the beginning of the address; of two the longer one counts.
MAY: dict[str, frozenset[Role]] = {
    "/account/what-staff-see": RELATIVE,
    "/account/test-account": RELATIVE,
    "/what-changed": RELATIVE | STAFF,
    "/suggestions": RELATIVE | STAFF,
    "/staff/suggestions": LEAD,
    "/staff/my-numbers": INVITERS,
    "/staff/hours": STAFF,
    "/staff/implementation": STAFF,
    "/staff/implementation/improvements": LEAD,
    "/staff/implementation/nomad/open": LEAD,
    "/staff/implementation/nomad/words": LEAD,
    "/staff/implementation/nomad/{round_id}": LEAD,
    "/staff/implementation/tasks/new": LEAD,
    "/staff/reports": REPORTS,
    "/staff/reports/activity": LEAD,
    "/staff/reports/caseloads": LEAD,
    "/staff/reports/codes": LEAD,
    "/staff/reports/costs": LEAD,
    "/staff/reports/keeping": LEAD,
    "/staff/reports/left-out": LEAD,
    "/staff/reports/quality": LEAD,
    "/staff/reports/uptake-inviters.csv": LEAD,
    "/staff/reports/work/": LEAD,
}
# There is nothing there before a round is open, or before anybody has said what an hour costs.
NOT_YET = ("/staff/implementation/nomad/", "/staff/reports/work/cost.csv")
# What belongs to one trust.
OF_A_TRUST = ("suggestion_id", "person_id", "round_id", "line_id", "count_id")


def _may(path: str) -> frozenset[Role] | None:
    longest = max((each for each in MAY if path.startswith(each)), key=len, default=None)
    return MAY[longest] if longest else None


def _routes(browser: Browser) -> Iterator[tuple[str, str, Permission]]:
    """Path, method and permission of every route of these pages."""
    app: Any = browser.client.app
    for route in iter_route_contexts(app.routes):
        path = str(route.path)
        if isinstance(route.route, APIRoute) and _may(path) is not None:
            found = marks(inspect.unwrap(route.route.endpoint)).values()
            [permission] = [each.permission for each in found if isinstance(each, Guard)]
            yield path, "GET" if "GET" in (route.methods or ()) else "POST", permission


def _people(cast: Cast) -> dict[Role, Person]:
    return {
        Role.RELATIVE: cast.alice,
        Role.CLINICIAN: cast.cora,
        Role.SUPPORTER: cast.sue,
        Role.MODERATOR: cast.max,
        Role.SAFEGUARDING_LEAD: make_safeguarding_lead(cast.riverside),
        Role.TRUST_LEAD: cast.tess,
        Role.PLATFORM_ADMINISTRATOR: cast.ada,
    }


def test_every_routes_guard_lets_exactly_these_roles_past(stranger: Browser) -> None:
    routes = list(_routes(stranger))
    assert len(routes) > 50
    for path, _method, permission in routes:
        allowed = frozenset(role for role in Role if permission in permissions_of(frozenset({role})))
        assert allowed == _may(path), path


def test_every_page_of_the_figures_is_in_the_matrix(stranger: Browser) -> None:
    app: Any = stranger.client.app
    ours = ("app.reports.", "app.implementation.", "app.workload.")
    paths = {
        str(each.path)
        for each in iter_route_contexts(app.routes)
        if isinstance(each.route, APIRoute) and inspect.unwrap(each.route.endpoint).__module__.startswith(ours)
    }
    assert {path for path in paths if _may(path) is None} == set()


@pytest.mark.parametrize("role", list(Role))
def test_nobody_opens_what_is_not_for_them(cast: Cast, browser_as: Browsers, role: Role) -> None:
    browser = browser_as(_people(cast)[role])
    for path, method, _permission in _routes(browser):
        if role not in (_may(path) or ()):
            address = re.sub(r"\{[^}]*\}", str(uuid4()), path)
            answer = browser.client.request(method, address, follow_redirects=False)
            assert answer.status_code == 404, f"{method} {path} as {role}"


@pytest.mark.parametrize("role", list(Role))
def test_everybody_opens_what_is_for_them(cast: Cast, browser_as: Browsers, role: Role) -> None:
    browser = browser_as(_people(cast)[role])
    for path, method, _permission in _routes(browser):
        if method == "GET" and "{" not in path and role in (_may(path) or ()):
            answer = browser.client.get(path, follow_redirects=False)
            assert answer.status_code in {200, 303} or path.startswith(NOT_YET), f"{path} as {role}"


def _of_riverside(cast: Cast) -> dict[str, UUID]:
    tables = {"round_id": "nomad_rounds", "line_id": "improvements", "count_id": "caseloads"}
    made = {"person_id": cast.alice.id}
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for name, table in tables.items():
            made[name] = uuid4()
            row = figures_rows.row(table, cast.riverside.id, cast.tess, cast.early_help)
            session.execute(insert(metadata.tables[table]), [row | {"id": made[name], "trust_id": cast.riverside.id}])
    with unit_of_work(cast.riverside.id) as session:
        suggested = suggesting.suggest(session, user=signed_in(cast.alice), words="Bigger letters")
    assert suggested
    return made | {"suggestion_id": suggested}


def test_somebody_of_another_trust_finds_nothing_of_this_one(cast: Cast, browser_as: Browsers) -> None:
    own, tried = _of_riverside(cast), 0
    for person in (cast.hanna, cast.harry, cast.hugo):
        browser = browser_as(person)
        for path, method, _permission in _routes(browser):
            names = re.findall(r"\{(\w+)", path)
            if any(name.endswith("_id") for name in names):
                assert set(names) <= set(OF_A_TRUST), f"{path}: plant one of Riverside's"
                address = re.sub(r"\{(\w+)[^}]*\}", lambda found: str(own[found[1]]), path)
                answer = browser.client.request(method, address, data={"version": "1"}, follow_redirects=False)
                assert answer.status_code == 404, f"{method} {path} as {person.name}"
                tried += 1
    assert tried > 20
