"""Every page that staff can open is walked as each role: whatever stands there of Quillon, Quillon is told of."""

import inspect
import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any
from uuid import uuid4

from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import exists, select

from app.accounts.dependencies import Guard
from app.accounts.models import Person
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core.db import Platform, unit_of_work
from app.core.routing import marks
from app.models import metadata
from app.reports.seen import everything
from app.reports.seen.parts import Part
from tests.builders import canaries
from tests.builders.canaries import NOTES, OWN, SECRET, Places, Planted
from tests.builders.messages import signed_in
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
# Which part speaks of which pages: of two the longer address counts.
TOLD_UNDER = {
    "/staff": "invitation",
    "/staff/carers": "carers",
    "/staff/complaints": "complaints",
    "/staff/flags": "flags",
    "/staff/inbox": "messages",
    "/staff/lists": "lists",
    "/staff/messages/openings": "openings",
    "/staff/moderation": "forum",
    "/staff/no-contact": "no-contact",
    "/staff/reports/left-out": "account",
    "/staff/reports/activity": "carers",
    "/staff/shared": "shared",
    "/staff/suggestions": "suggestions",
    "/staff/topics": "topics",
    "/forum": "forum",
}
# Lists that show something else first.
ALSO = {"/staff/carers": "?show=all", "/staff/flags": "?show=closed", "/staff/inbox": "?show=all"}
EMAIL = "quillon@example.org"
WORDS = (*OWN, *NOTES, *SECRET, EMAIL)
# These are no relative's: content, settings, and forms that are being filled in.
NOBODYS = {"canned_id", "code_id", "improvement_id", "point_id", "reply_id", "report_id", "resource_id", "round_id"}
NOBODYS |= {"subject_id", "task_id"}
# Tables without a word of a relative's: of staff, of the trust, or choices, marks and times alone.
WORDLESS = {
    *("activity_codes", "canned_replies", "caseloads", "clocks", "digests", "digests_stopped", "duty_contacts"),
    *("forum_follows", "forum_mentions", "forum_mutes", "forum_notices", "forum_readings", "forum_sanctions"),
    *("guest_addresses", "implementation_tasks", "improvements", "local_resources", "message_promises"),
    *("message_replies", "nomad_drafts", "nomad_repliers", "nomad_replies", "nomad_rounds", "nomad_texts"),
    *("practice_invitations", "quiet_hours", "reminder_choices", "reminders", "research_studies", "rota"),
    *("service_codes", "service_hours", "supervision_points", "supporter_minutes", "supporter_profiles"),
    *("topic_votes", "training_rounds", "trust_instruments", "usage_kept", "usage_roll_ups", "use_reports"),
    *("check_in_reports", "running_costs", "work_weeks"),
}


def _readers(cast: Cast, planted: Planted) -> dict[Role, Person]:
    return {
        Role.CLINICIAN: cast.cora,
        Role.SUPPORTER: cast.sue,
        Role.MODERATOR: cast.max,
        Role.SAFEGUARDING_LEAD: planted.sara,
        Role.TRUST_LEAD: cast.tess,
        Role.PLATFORM_ADMINISTRATOR: cast.ada,
    }


def _addresses(path: str, places: Places) -> Iterator[str]:
    names = re.findall(r"\{(\w+)", path)
    assert {name for name in names if name.endswith("_id")} <= set(places) | NOBODYS, (
        f"{path}: say in canaries.py where Quillon's is, or above that there is none"
    )
    for values in product(*(places.get(name, [uuid4()]) for name in names)):
        address = re.sub(r"\{[^}]*\}", "{}", path).format(*values)
        yield from (address, address + ALSO[path]) if path in ALSO else (address,)


def _open_to(app: Any, user: SignedIn) -> Iterator[str]:
    """The pages that a guard lets this person past. What it refuses is a 404 without a word of anybody's."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.route, APIRoute) and "GET" in (route.methods or ()) and "public" not in route.tags:
            guards = [each for each in marks(inspect.unwrap(route.route.endpoint)).values() if isinstance(each, Guard)]
            if all(user.may(each.permission) for each in guards):
                yield str(route.path)


def _walk(browser: Browser, reader: Person, places: Places) -> Iterator[tuple[str, str]]:
    """Each page of staff with each of the words that stand on it."""
    for path in _open_to(browser.client.app, signed_in(reader)):
        for address in _addresses(path, places):
            found = browser.client.get(address, follow_redirects=False)
            assert found.status_code < 500, address
            yield from ((path, word) for word in WORDS if word in found.text)


def _part_of(path: str, parts: dict[str, Part]) -> Part:
    longest = max((each for each in TOLD_UNDER if f"{path}/".startswith(f"{each}/")), key=len, default="")
    assert longest and (longest != "/staff" or path in {"/staff", "/staff/invitations"} or "/invitations/" in path), (
        f"{path} shows something of a relative, and /account/what-staff-see does not say so"
    )
    return parts[TOLD_UNDER[longest]]


def _told(browser: Browser, parts: dict[str, Part]) -> str:
    """Everything that Quillon can read there, and in the same rooms up to two links further on."""
    pages: dict[str, str] = {"": browser.client.get("/account/what-staff-see").text}
    next_ones = {link.href for part in parts.values() for link in part.links}
    for _step in range(3):
        new = {href: browser.client.get(href).text for href in sorted(next_ones - set(pages))}
        pages |= new
        next_ones = {
            inner
            for href, page in new.items()
            for inner in re.findall(rf'href="(/{href.split("/")[1]}/[^"#?]+)', page)
            if "take-out" not in inner and not inner.startswith("/modules/")  # content, and nothing of theirs
        }
    return " ".join(pages.values())


def test_quillon_is_told_of_everything_that_staff_see(cast: Cast, browser_as: Browsers) -> None:
    planted = canaries.plant(cast)
    with unit_of_work(cast.riverside.id) as session:
        every = everything.parts(session, user=signed_in(planted.quillon), progress=[])
    parts = {part.key: part for part in every}
    told = _told(browser_as(planted.quillon), parts)
    seen = {
        (role, path, word)
        for role, reader in _readers(cast, planted).items()
        for path, word in _walk(browser_as(reader), reader, planted.places)
    }
    for role, path, word in sorted(seen):
        assert word not in SECRET, f"{role} reads at {path} what nobody may read"
        assert role in _part_of(path, parts).readers, (
            f"{role} reads {word} at {path}, and Quillon is not told that they may"
        )
        assert word in told or word in NOTES, f"{role} reads {word} at {path}, and Quillon cannot read it anywhere"
    # The walk went past everything that was planted: else it would prove nothing.
    assert {word for _role, _path, word in seen} == {*OWN, *NOTES, EMAIL}
    assert len({path for _role, path, _word in seen}) > 25


def test_something_is_planted_wherever_words_of_relatives_are_kept(cast: Cast) -> None:
    canaries.plant(cast)
    names = [name for name in metadata.tables if name not in WORDLESS]
    filled = select(*(exists(select(metadata.tables[name])).label(name) for name in names))
    with unit_of_work(Platform.COMMAND_LINE) as session:
        row = session.execute(filled).one()
    assert [name for name, is_filled in zip(names, row, strict=True) if not is_filled] == []
