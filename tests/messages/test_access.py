"""Who may open what: every route of messages, for everybody, with things of every kind; what is not theirs is not there.

The walk finds the routes itself. A new address needs a line in AREAS if it is for others than those that its beginning
says, and one in THINGS and an id in `world` if it names a thing of a new kind.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import unwrap
from uuid import UUID, uuid4

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.accounts.models import Person
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.messages.models import CannedReply, SupporterProfile
from app.messages.queries import conversations
from app.messages.service import supervising
from app.trusts.models import Team, Trust
from tests.builders.accounts import make_person
from tests.builders.glass import agree_to, ask_for, make_safeguarding_lead
from tests.builders.inbox import put_by
from tests.builders.messages import has_read, make_conversation, signed_in
from tests.page import Browser
from tests.people import Cast

pytestmark = pytest.mark.slow
Browsers = Callable[[Person], Browser]
RELATIVES, SUPPORTERS = {"alice", "ben", "hugo"}, {"sue", "sid"}
SAFEGUARDERS, LEADS = {"sara", "hilda"}, {"tess", "hanna"}
PEOPLE = sorted(RELATIVES | SUPPORTERS | SAFEGUARDERS | LEADS | {"cora", "max", "ada", "harry"})
# Whose pages they are, by how the address begins; the longest beginning that fits counts.
AREAS = {
    "/messages": RELATIVES,
    "/staff/inbox": SUPPORTERS,
    "/staff/messages/profile": SUPPORTERS,
    "/staff/messages/supervision": SUPPORTERS,
    "/staff/messages/waiting": LEADS,
    "/staff/messages/settings": LEADS,
    "/staff/messages/figures": SUPPORTERS | LEADS,
    "/staff/messages/openings": SAFEGUARDERS | LEADS,
    "/staff/messages/openings/new": SAFEGUARDERS,
    "POST /staff/messages/openings": SAFEGUARDERS,
    "POST /staff/messages/openings/{opening_id}": SAFEGUARDERS | LEADS,
    "/staff/messages/openings/{opening_id}/conversation": SAFEGUARDERS,
}
# For whom the thing in an address is there: Riverside's first and second, Hillside's, and one that nobody made.
THINGS: dict[str, tuple[set[str], set[str], set[str], set[str]]] = {
    "/messages/{conversation_id}": ({"alice"}, {"ben"}, {"hugo"}, set()),
    "/messages/supporters/{person_id}": ({"alice", "ben"}, {"alice", "ben"}, {"hugo"}, set()),
    "/staff/inbox": ({"sue"}, {"sue"}, {"sid"}, set()),
    "/staff/messages/settings/training": ({"tess"}, {"tess"}, {"hanna"}, set()),
    "/staff/messages/supervision": ({"sue"}, set(), {"sid"}, set()),
    "/staff/messages/openings": ({"sara", "tess"}, {"sara", "tess"}, {"hilda", "hanna"}, set()),
    "/staff/messages/openings/{opening_id}/conversation": ({"sara"}, {"sara"}, {"hilda"}, set()),
}
WHICH = ("Riverside's first", "Riverside's second", "Hillside's", "nobody's")
_THERE = {200, 204, 303, 409, 422}
# What destroys the thing comes after everything else.
_LAST = ("/remove", "/cancel")


@dataclass(frozen=True)
class Route:
    """One address and one way to ask for it."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def longest(self, table: dict[str, object]) -> str:
        """The beginning in a table that says most about it."""
        return max((each for each in table if f"{self}".startswith(each) or self.path.startswith(each)), key=len)


@dataclass
class World:
    """Everybody, and for each name in an address the four things it can mean."""

    people: dict[str, Person]
    things: dict[str, list[object]]

    def paths(self, route: Route) -> Iterator[tuple[int, str]]:
        """The address with each of the four; without a name in it only once."""
        for which in range(len(WHICH) if "{" in route.path else 1):
            names = re.findall(r"\{(\w+)", route.path)
            pattern = re.sub(r":\w+\}", "}", route.path)
            yield which, pattern.format(**{name: self.things[name][which] for name in names})


def walk(browser: Browser) -> list[Route]:
    """Every route that the room of messages has, those that destroy last."""
    app = browser.client.app
    assert isinstance(app, FastAPI)
    own = [
        each
        for each in iter_route_contexts(app.routes)
        if isinstance(each.route, APIRoute) and unwrap(each.route.endpoint).__module__.startswith("app.messages")
    ]
    methods = [Route(method, str(each.path)) for each in own for method in sorted(set(each.methods or ()) - {"HEAD"})]
    return sorted(methods, key=lambda each: (each.path.endswith(_LAST), each.method, each.path))


def _make_trust_things(
    trust: Trust, team: Team, relatives: list[Person], supporter: Person, lead: Person
) -> dict[str, list[object]]:
    """Two conversations or one, with all that hangs on them."""
    second = make_person(f"Second{trust.name}", Role.TRUST_LEAD, trust=trust)
    names = ("conversation_id", "message_id", "reply_id", "opening_id")
    found: dict[str, list[object]] = {name: [] for name in names}
    for relative in relatives:
        has_read(relative)
        conversation = make_conversation(relative)
        opening = ask_for(lead, conversation)
        agree_to(second, opening)
        found["conversation_id"].append(conversation)
        found["message_id"].append(first_message(conversation))
        found["reply_id"].append(put_by(supporter, conversation, needs_reader=True))
        found["opening_id"].append(opening)
    return found | _make_supporters_things(trust, team, supporter, len(relatives))


def first_message(conversation_id: UUID) -> UUID:
    """What the relative wrote first."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        return conversations.messages(session, conversation_id=conversation_id)[0].id


def _make_supporters_things(trust: Trust, team: Team, supporter: Person, number: int) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {"canned_id": [], "point_id": [], "person_id": []}
    for each in (supporter, make_person(f"Other{trust.name}", Role.SUPPORTER, team=team))[:number]:
        with unit_of_work(trust.id) as session:
            canned = CannedReply(id=uuid4(), trust_id=trust.id, title=f"Of {each.name}", text="Look there.")
            picture = {"picture": b"\xff\xd8\xff", "picture_type": "image/jpeg"}
            profile = SupporterProfile(person_id=each.id, trust_id=trust.id, shown_name="S", story="s", **picture)
            profile.is_shown = True
            session.add_all([canned, profile])
            point = supervising.write(session, user=signed_in(each), text="How do I end a long call?")
        found["canned_id"].append(canned.id)
        found["point_id"].append(point)
        found["person_id"].append(each.id)
    return found


@pytest.fixture
def world(cast: Cast) -> World:
    made = {
        "sid": make_person("Sid", Role.SUPPORTER, team=cast.hill_team),
        "sara": make_safeguarding_lead(cast.riverside),
        "hilda": make_safeguarding_lead(cast.hillside, "Hilda"),
    }
    here = _make_trust_things(cast.riverside, cast.early_help, [cast.alice, cast.ben], cast.sue, made["sara"])
    there = _make_trust_things(cast.hillside, cast.hill_team, [cast.hugo], made["sid"], made["hilda"])
    people = {each: made.get(each) or getattr(cast, each) for each in PEOPLE}
    things = {name: [*here[name], *there[name], uuid4()] for name in here}
    return World(people, things)


def ask(browser: Browser, route: Route, path: str) -> int:
    """The status; an empty form is enough to learn whether something is there."""
    return browser.client.request(route.method, path, follow_redirects=False).status_code


def is_for(person: str, route: Route, which: int) -> bool:
    """Whether the tables say that it is there for this person."""
    if person not in AREAS[route.longest(AREAS)]:  # type: ignore[arg-type]
        return False
    return "{" not in route.path or person in THINGS[route.longest(THINGS)][which]  # type: ignore[arg-type]


def test_the_walk_sees_everything_that_belongs_to_messages(stranger: Browser) -> None:
    app = stranger.client.app
    assert isinstance(app, FastAPI)
    beginnings = re.compile(r"/(messages|staff/inbox|staff/messages)(/|$)")
    by_address = {str(each.path) for each in iter_route_contexts(app.routes) if beginnings.match(str(each.path))}

    routes = walk(stranger)

    assert {each.path for each in routes} == by_address
    assert len(routes) > 55


def test_every_line_of_the_tables_says_something_about_a_route(stranger: Browser) -> None:
    routes = walk(stranger)

    assert {each.longest(AREAS) for each in routes} == set(AREAS)  # type: ignore[arg-type]
    assert {each.longest(THINGS) for each in routes if "{" in each.path} == set(THINGS)  # type: ignore[arg-type]


@pytest.mark.parametrize("person", PEOPLE)
def test_each_page_is_there_for_those_it_is_for_and_404_for_everybody_else(
    world: World, browser_as: Browsers, person: str
) -> None:
    browser, wrong = browser_as(world.people[person]), []
    for route in walk(browser):
        for which, path in world.paths(route):
            status = ask(browser, route, path)
            wanted = _THERE if is_for(person, route, which) else {404}
            if status not in wanted:
                wrong.append(f"{route} ({WHICH[which]}): {status}")

    assert wrong == []


def test_nobody_is_asked_to_sign_in_whatever_they_ask_for(world: World, stranger: Browser) -> None:
    wrong = []
    for route in walk(stranger):
        for which, path in world.paths(route):
            status = ask(stranger, route, path)
            if status != (303 if route.method == "GET" else 401):
                wrong.append(f"{route} ({WHICH[which]}): {status}")

    assert wrong == []


def test_an_answer_is_not_there_under_another_conversation(world: World, browser_as: Browsers) -> None:
    sue, things = browser_as(world.people["sue"]), world.things
    first, reply, message = things["conversation_id"][0], things["reply_id"][1], things["message_id"][1]

    assert sue.visit(f"/staff/inbox/{first}/replies/{reply}").status == 404
    assert sue.submit(f"/staff/inbox/{first}/replies/{reply}/approve").status == 404
    assert sue.visit(f"/staff/inbox/{first}/messages/{message}/flag").status == 404
