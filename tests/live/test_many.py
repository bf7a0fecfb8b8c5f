"""2,000 pages lie open before two web processes, which are started anew while Sue goes on answering."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from signal import SIGTERM
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import run
from app.accounts import sessions
from app.accounts.models import Person, RoleGrant
from app.accounts.roles import Role
from app.core.db import Platform, unit_of_work
from app.core.supervisor import child as children
from app.core.supervisor import ports
from app.core.supervisor.child import Child
from app.messages.models import Conversation
from app.messages.rules.conversations import State
from tests.builders.messages import answer_to
from tests.live import crowd
from tests.live.conftest import subscriptions
from tests.live.crowd import Page
from tests.people import Cast

PAGES, EACH = 2000, 10
PROCESSES = 2
BACK_WITHIN = 30  # seconds from when the web program answers again: how fast it starts is another matter


@pytest.mark.slow
def test_2000_pages_are_told_all_and_are_back_within_30_s_of_a_new_start(cast: Cast) -> None:
    pages = _pages(cast)
    with crowd.many_files(2 * PAGES + 500), _web() as (address, start, end), crowd.opened(pages, address):
        start()
        _until(lambda: all(page.began for page in pages), 60)
        assert subscriptions() == PROCESSES
        _sue_answers(cast, pages, 40)
        _until(lambda: _all_know_the_newest(pages), 10)
        end()
        _sue_answers(cast, pages, 20)
        start()
        started = time.monotonic()
        _sue_answers(cast, pages, 20)
        _until(lambda: all(len(page.began) > 1 for page in pages), BACK_WITHIN)
        _sue_answers(cast, pages, 20)
        _until(lambda: _all_know_the_newest(pages), 10)

    assert all(page.began[-1] < started + BACK_WITHIN for page in pages)
    assert all(line == sorted(set(line)) for page in pages for line in page.heard)
    assert all(page.codes[crowd.ENDED] == 1 and crowd.GONE not in page.codes for page in pages)


def _pages(cast: Cast) -> list[Page]:
    """Ten for each relative, each in a browser of its own, and Sue's inbox in ten more."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        pages = [Page(_signed_in(session, cast.sue), f"messages.inbox.{cast.riverside.id}") for _ in range(EACH)]
        for number in range(PAGES // EACH - 1):
            relative = _relative(session, cast, number)
            topic = f"messages.conversation.{_conversation(session, relative)}"
            pages += [Page(_signed_in(session, relative), topic) for _ in range(EACH)]
    return pages


def _relative(session: Session, cast: Cast, number: int) -> Person:
    trust_id = cast.riverside.id
    person = Person(trust_id=trust_id, email=f"r{number}@example.org", name=f"R{number}", password_hash="!")
    session.add(person)
    session.flush()
    grant = RoleGrant(trust_id=trust_id, person_id=person.id, role=Role.RELATIVE.value, team_id=cast.early_help.id)
    session.add(grant)
    return person


def _conversation(session: Session, relative: Person) -> UUID:
    conversation = Conversation(trust_id=relative.trust_id, relative_id=relative.id, state=State.ANSWERED.value)
    session.add(conversation)
    session.flush()
    return conversation.id


def _signed_in(session: Session, person: Person) -> str:
    return sessions.start(session, person_id=person.id, trust_id=person.trust_id, device="A test")


@contextmanager
def _web() -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """The web program as `holdfast run` starts it, but twice: its address, how it starts and how it ends."""
    with ports.listen(first=ports.free()) as listener:
        address = "http://{}:{}".format(*listener.getsockname())
        program = run._web({"BASE_URL": address}, listener=listener)
        running: list[Child] = []

        def start() -> None:
            running.extend([children.start(program) for _ in range(PROCESSES)])
            # Twice the usual patience: a busy machine reads all content slowly.
            assert all(children.wait_until_ready(child) or children.wait_until_ready(child) for child in running)

        def end() -> None:
            for child in running:
                children.tell(child)
            for child in running:
                children.end(child, seconds=program.stop_within)
            assert [child.process.returncode for child in running] == [-SIGTERM] * PROCESSES
            running.clear()

        try:
            yield address, start, end
        finally:
            for child in running:
                children.stop(child)


def _sue_answers(cast: Cast, pages: list[Page], times: int) -> None:
    """So often, each time somebody else."""
    topics = random.sample(sorted({page.topic for page in pages if "conversation" in page.topic}), times)
    for topic in topics:
        answer_to(cast.sue, UUID(topic.rpartition(".")[2]))


def _all_know_the_newest(pages: list[Page]) -> bool:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        newest = dict(session.execute(select(Conversation.id, Conversation.last_number)).all())
    numbers = {f"messages.conversation.{each}": number for each, number in newest.items()}
    return all(page.known == numbers.get(page.topic, sum(newest.values())) for page in pages)


def _until(holds: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"it did not happen within {seconds} seconds"
        time.sleep(0.1)
