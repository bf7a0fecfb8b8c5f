"""Two at once: nothing is counted twice, and the second is told."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.accounts.models import Person
from app.topics.rules import MOST_WAITING, State
from tests.builders.topics import make_topic, now_of, votes, wishes_of
from tests.page import Browser, Page
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def both(*acts: Callable[[], Page]) -> list[int]:
    with ThreadPoolExecutor(2) as pool:
        return sorted(each.result().status for each in [pool.submit(act) for act in acts])


def test_ben_presses_in_two_browsers_and_counts_once(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, state=State.LISTED, by=cast.sue)
    one, other = browser_as(cast.ben), browser_as(cast.ben)
    address = f"/topics/{topic.id}/vote"

    assert both(lambda: one.submit(address), lambda: other.submit(address)) == [200, 200]
    assert votes(topic) == 1


def test_two_people_at_once_both_count(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.sue, state=State.LISTED, by=cast.tess)
    alice, ben = browser_as(cast.alice), browser_as(cast.ben)
    address = f"/topics/{topic.id}/vote"

    assert both(lambda: alice.submit(address), lambda: ben.submit(address)) == [200, 200]
    assert votes(topic) == 2


def test_alice_cannot_have_six_waiting_from_two_browsers(cast: Cast, browser_as: Browsers) -> None:
    for number in range(MOST_WAITING - 1):
        make_topic(cast.alice, f"Topic {number}")
    one, other = browser_as(cast.alice), browser_as(cast.alice)

    statuses = both(
        lambda: one.submit("/topics/new", title="Money"), lambda: other.submit("/topics/new", title="Sleep")
    )

    assert statuses == [200, 422]
    assert len(wishes_of(cast.alice)) == MOST_WAITING


def test_sue_and_tess_decide_at_once_and_one_is_told(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice)
    sue, tess, address = browser_as(cast.sue), browser_as(cast.tess), f"/staff/topics/{topic.id}"
    fields = {"answer": "No.", "href": "", "version": "1"}

    statuses = both(
        lambda: sue.submit(address, title="Sue's words", state="listed", **fields),
        lambda: tess.submit(address, title="Tess's words", state="declined", **fields),
    )

    assert statuses == [200, 422]
    assert now_of(topic).version == 2


def test_alice_takes_it_back_while_sue_lists_it(cast: Cast, browser_as: Browsers) -> None:
    topic = make_topic(cast.alice, details="Tom sleeps.")
    alice, sue = browser_as(cast.alice), browser_as(cast.sue)
    fields = {"title": "Sleep", "state": "listed", "answer": "", "href": "", "version": "1"}

    statuses = both(
        lambda: alice.submit(f"/topics/{topic.id}/remove"),
        lambda: sue.submit(f"/staff/topics/{topic.id}", **fields),
    )

    assert statuses in ([200, 404], [200, 409])
    assert len(wishes_of(cast.alice)) == (1 if statuses == [200, 409] else 0)
