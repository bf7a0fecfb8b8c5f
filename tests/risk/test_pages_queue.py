"""Max looks at what waits for a person; those who may not see it do not learn that it is there."""

from collections.abc import Callable

import pytest

from app.accounts.models import Person
from app.accounts.roles import Role
from app.risk.rules import SubjectKind, Urgency
from tests.builders import risk
from tests.builders.accounts import make_person
from tests.builders.flags import TEXT, make_flag, make_overdue, now_of
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
# Nobody of these sees the queue or a flag: those of the trust whose work it is not, and everybody of another trust.
OUTSIDE = ("alice", "ben", "cora", "tess", "ada", "harry", "hanna", "hugo")
VERBS = ("open", "take", "release", "hand-over", "refer", "close", "confirm", "refuse", "note")


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("path", ["/staff/flags", "/staff/flags/log", "/staff/flags/{flag}"])
def test_others_do_not_learn_that_there_are_flags(cast: Cast, browser_as: Browsers, who: str, path: str) -> None:
    flag = make_flag(cast.alice)

    page = browser_as(getattr(cast, who)).visit(path.format(flag=flag))

    assert page.status == 404
    assert "not be here" not in page.text


@pytest.mark.parametrize("who", OUTSIDE)
def test_others_can_do_nothing_with_a_flag(cast: Cast, browser_as: Browsers, who: str) -> None:
    flag, browser = make_flag(cast.alice), browser_as(getattr(cast, who))

    for verb in VERBS:
        page = browser.submit(f"/staff/flags/{flag}/{verb}", version="1", note_words="x", refuse_words="x")
        assert page.status == 404, verb
        assert "not be here" not in page.text


def test_a_supporter_of_another_trust_sees_neither_queue_line_nor_flag(cast: Cast, browser_as: Browsers) -> None:
    flag = make_flag(cast.alice)
    holly = browser_as(make_person("Holly", Role.SUPPORTER, team=cast.hill_team))

    assert "A topic" not in holly.visit("/staff/flags").text
    assert holly.visit(f"/staff/flags/{flag}").status == 404
    for verb in VERBS:
        fields = {"version": "1", "outcome": "no_concern"} | {
            f"{name}_words": "x" for name in ("note", "refuse", "close", "refer", "hand_over")
        }
        page = holly.submit(f"/staff/flags/{flag}/{verb}", **fields, refer_where="x", hand_over_to=str(cast.sue.id))
        assert page.status == 404, verb


@pytest.mark.parametrize(("who", "sees"), [("sue", True), ("max", False)])
def test_a_moderator_does_not_see_flags_about_confidential_messages(
    cast: Cast, browser_as: Browsers, who: str, sees: bool
) -> None:
    flag = make_flag(cast.alice, kind=SubjectKind.MESSAGE)
    browser = browser_as(getattr(cast, who))

    assert ("A message to the supporters" in browser.visit("/staff/flags").text) == sees
    assert (browser.visit(f"/staff/flags/{flag}").status == 200) == sees


def test_max_sees_what_is_due_first_on_top_and_nothing_of_what_was_written(cast: Cast, browser_as: Browsers) -> None:
    make_flag(cast.alice, urgency=Urgency.HOLD_IDENTITY, kind=SubjectKind.POST)
    make_overdue(cast.alice, make_flag(cast.ben))

    page = browser_as(cast.max).visit("/staff/flags")

    assert page.text.index("Overdue") < page.text.index("Held: names somebody Look at it by")
    assert "Nobody looked by" in page.text
    assert "not be here" not in page.text
    assert TEXT not in page.response.text


def test_max_counts_and_filters_by_how_soon(cast: Cast, browser_as: Browsers) -> None:
    make_flag(cast.alice, urgency=Urgency.HOLD_IDENTITY, kind=SubjectKind.POST)
    make_flag(cast.ben)

    page = browser_as(cast.max).visit("/staff/flags?urgency=look_now&state=new")

    assert "1 look now" in page.text
    assert "Nobody has taken it (2)" in page.text
    assert "A topic that a relative asked for" in page.text
    assert "A post in the forum" not in page.text


def test_max_looks_at_what_is_his(cast: Cast, browser_as: Browsers) -> None:
    mine, sues = now_of(cast.alice, make_flag(cast.alice)), now_of(cast.ben, make_flag(cast.ben))
    risk.take(cast.max, mine)
    risk.take(cast.sue, sues)

    page = browser_as(cast.max).visit("/staff/flags?state=mine")

    assert f"/staff/flags/{mine.id}" in page.links
    assert f"/staff/flags/{sues.id}" not in page.links
    assert "Mine" in [heading.text for heading in page.all("h2")]


def test_the_menu_says_how_many_are_open_and_overdue_for_this_person(cast: Cast, browser_as: Browsers) -> None:
    make_flag(cast.alice, kind=SubjectKind.MESSAGE)
    make_overdue(cast.ben, make_flag(cast.ben))

    assert "Flags (2 open, 1 overdue)" in browser_as(cast.sue).visit("/staff").text
    assert "Flags (1 open, 1 overdue)" in browser_as(cast.max).visit("/staff").text


def test_the_menu_says_nothing_of_other_trusts_nor_of_what_is_closed(cast: Cast, browser_as: Browsers) -> None:
    flag = now_of(cast.alice, make_flag(cast.alice))
    risk.take(cast.max, flag)
    risk.propose(cast.max, flag)
    risk.confirm(cast.sue, flag)
    make_flag(cast.hugo)

    assert "Flags (" not in browser_as(cast.max).visit("/staff").text


def test_the_count_in_the_menu_is_one_statement_for_max_and_none_for_anybody_else(
    cast: Cast, browser_as: Browsers
) -> None:
    asked = {}
    for who in ("max", "alice", "cora", "tess", "ada"):
        browser = browser_as(getattr(cast, who))
        with counted() as sent:
            browser.visit("/account")
        asked[who] = sum("FROM flags" in each for each in sent)

    assert asked == {"max": 1, "alice": 0, "cora": 0, "tess": 0, "ada": 0}


def test_the_queue_costs_the_same_for_one_flag_and_for_many(cast: Cast, browser_as: Browsers) -> None:
    max_, sent = browser_as(cast.max), []
    for number in (1, 5):
        for _flag in range(number):
            risk.take(cast.max, now_of(cast.alice, make_flag(cast.alice)))
        with counted() as statements:
            assert max_.visit("/staff/flags").status == 200
        sent.append(len(statements))

    assert sent[0] == sent[1] <= 9


def test_a_page_about_an_error_counts_nothing(cast: Cast, browser_as: Browsers) -> None:
    make_flag(cast.alice)

    page = browser_as(cast.max).visit("/staff/people")

    assert page.status == 404
    assert "1 open" not in page.text


@pytest.mark.parametrize("query", ["urgency=nonsense", "state=nonsense", "refresh=%00", "done=<script>"])
def test_a_filter_that_does_not_exist_shows_everything(cast: Cast, browser_as: Browsers, query: str) -> None:
    make_flag(cast.alice)

    page = browser_as(cast.max).visit(f"/staff/flags?{query}")

    assert page.status == 200
    assert "A topic that a relative asked for" in page.text


def test_the_queue_renews_itself_only_for_those_who_asked(cast: Cast, browser_as: Browsers) -> None:
    browser = browser_as(cast.max)

    assert "refresh" not in browser.visit("/staff/flags").response.headers
    assert browser.visit("/staff/flags?refresh=1").response.headers["refresh"] == "60"


def test_the_menu_leads_to_flags_for_those_whose_work_it_is(cast: Cast, browser_as: Browsers) -> None:
    for who in ("max", "sue"):
        assert "/staff/flags" in browser_as(getattr(cast, who)).visit("/staff").links
    for who in ("cora", "tess"):
        assert "/staff/flags" not in browser_as(getattr(cast, who)).visit("/staff").links
