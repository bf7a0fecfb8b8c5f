"""What Alice's own file says of flags about what she wrote."""

import json
from collections.abc import Callable
from typing import Any

from app.accounts.models import Person
from app.risk.rules import Outcome, SubjectKind, Urgency
from app.risk.taking_out import OUTCOMES
from tests.builders import risk as build
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]


def told(browser: Browser) -> tuple[list[dict[str, Any]], str]:
    answer = browser.client.get("/toolbox/take-out")
    return json.loads(answer.text)["looked_at_by_staff"], answer.text


def test_she_reads_that_it_was_looked_at_when_and_what_came_of_it(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW, kind=SubjectKind.TOPIC)
    build.take(cast.max, flag)
    build.propose(cast.max, flag, Outcome.TALKED_WITH)
    build.confirm(cast.sue, flag)

    [entry], _file = told(browser_as(cast.alice))

    closed = build.now_of(flag)
    assert closed.acknowledged_at and closed.closed_at
    assert entry == {
        "about": "A topic that you asked for",
        "noticed_at": flag.raised_at.isoformat(),
        "looked_at": closed.acknowledged_at.isoformat(),
        "finished_at": closed.closed_at.isoformat(),
        "outcome": "We talked with you, or wrote to you",
    }


def test_what_staff_wrote_why_and_who_they_are_is_not_in_it(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice)
    build.take(cast.max, flag)
    build.propose(cast.max, flag, Outcome.SAFEGUARDING_STARTED, words="Her brother may do it.")
    build.confirm(cast.sue, flag)

    _entries, file = told(browser_as(cast.alice))
    _none, of_another = told(browser_as(cast.ben))

    for words in ("brother", "suicide", "tonight", "Max", "Sue", "look_", str(flag.id)):
        assert words not in file
    # Everybody reads that there are safeguarding leads.
    assert file.count("afeguarding") == of_another.count("afeguarding")


def test_what_is_only_proposed_is_no_outcome_yet(cast: Cast, browser_as: Browsers) -> None:
    flag = build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.take(cast.max, flag)
    build.propose(cast.max, flag)

    [entry], _file = told(browser_as(cast.alice))

    assert (entry["outcome"], entry["finished_at"]) == (None, None)


def test_she_reads_of_nobody_elses(cast: Cast, browser_as: Browsers) -> None:
    build.make_flag(cast.ben)
    build.make_flag(cast.hugo)

    assert told(browser_as(cast.alice))[0] == []


def test_every_outcome_has_words_and_none_says_who_was_told() -> None:
    assert set(OUTCOMES) == set(Outcome)
    assert len({OUTCOMES[each] for each in (Outcome.TEAM_TOLD, Outcome.EMERGENCY_CALLED)}) == 1
