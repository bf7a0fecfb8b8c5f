"""Max answers those who reported a post; two moderators cannot both win, and nobody reads who reported them."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.actions import Action
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.forum.models import Post, Report
from app.forum.rules.moderation import ReportReason
from app.forum.service import reporting
from tests.builders.accounts import make_person
from tests.builders.forum import first_of, join_forum, make_board, make_thread, take_part, viewer_of
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
WORDS = "It names the ward."
ANSWER = {"decided": "upheld", "words": "Thank you. It is changed now."}


def reported(cast: Cast, *, commons: bool = False) -> Post:
    """Alice reported what Ben wrote; Max and Sue have joined as staff."""
    board = make_board(cast.riverside, is_commons=commons)
    if commons:
        take_part(cast.hillside, board)
    join_forum(cast.max, name="Max, moderator", is_staff=True)
    join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    join_forum(cast.alice, name="Bluebell")
    post = first_of(make_thread(join_forum(cast.ben, name="Heron"), board, "Our week"))
    report_as(cast.alice, post)
    return post


def report_as(person: Person, post: Post, words: str = WORDS) -> None:
    assert person.trust_id
    with unit_of_work(person.trust_id) as session:
        here = session.get_one(Post, post.id)
        reporting.report(session, viewer=viewer_of(person), post=here, reason=ReportReason.NAMES_SOMEBODY, words=words)


def reports() -> list[Report]:
    with unit_of_work(Platform.SWEEP) as session:
        return list(session.scalars(select(Report).order_by(Report.created_at)))


def ids() -> str:
    return ",".join(str(each.id) for each in reports())


def test_max_sees_the_report_and_alice_by_her_forum_name_only(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)
    max_ = browser_as(cast.max)

    listed, page = max_.visit("/staff/moderation/reports"), max_.visit(f"/staff/moderation/reports/{post.id}")

    assert "Our week, by Heron" in listed.text
    assert WORDS in page.text
    assert "says Bluebell" in page.text
    for name in ("Alice", "Ben"):
        assert name not in page.response.text


def test_alice_reads_the_answer(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)

    browser_as(cast.max).submit(f"/staff/moderation/reports/{post.id}", reports=ids(), **ANSWER)

    page = browser_as(cast.alice).visit(f"/forum/reports/{reports()[0].id}")
    assert ANSWER["words"] in page.text
    assert "We agree with you" in page.text
    with unit_of_work(cast.riverside.id) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == Action.FORUM_REPORT_ANSWERED)).one()
    assert (entry.actor_id, entry.subject_id) == (cast.max.id, post.id)


def test_sue_who_comes_second_learns_it_and_changes_nothing(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)
    seen = ids()
    browser_as(cast.max).submit(f"/staff/moderation/reports/{post.id}", reports=seen, **ANSWER)

    page = browser_as(cast.sue).submit(
        f"/staff/moderation/reports/{post.id}", reports=seen, decided="not_upheld", words="No."
    )

    assert page.status == 404
    assert "Somebody may have answered it already." in page.text
    assert reports()[0].answer == ANSWER["words"]


def test_who_reported_meanwhile_is_not_answered_unread(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)
    seen = ids()
    cleo = make_person("Cleo", Role.RELATIVE, team=cast.early_help)
    join_forum(cleo, name="Wren")
    report_as(cleo, post, "He may be in danger.")

    browser_as(cast.max).submit(f"/staff/moderation/reports/{post.id}", reports=seen, **ANSWER)

    assert [each.decided for each in reports()] == ["upheld", None]


@pytest.mark.parametrize("sent", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_answer_to_other_reports_than_these_is_refused(cast: Cast, browser_as: Browsers, sent: str) -> None:
    post = reported(cast)

    page = browser_as(cast.max).submit(f"/staff/moderation/reports/{post.id}", reports=sent, **ANSWER)

    assert page.status in {409, 422}
    assert (page.value("words") or "").strip() == ANSWER["words"]
    assert reports()[0].decided is None


def test_an_answer_without_words_is_asked_for_again(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)

    page = browser_as(cast.max).submit(f"/staff/moderation/reports/{post.id}", reports=ids(), decided="", words="")

    assert page.status == 422
    assert {"#decided", "#words"} <= set(page.links)


def test_a_moderator_whose_own_post_was_reported_sees_nothing_of_it(cast: Cast, browser_as: Browsers) -> None:
    board = make_board(cast.riverside)
    post = first_of(make_thread(join_forum(cast.max, name="Max, moderator", is_staff=True), board))
    join_forum(cast.alice, name="Bluebell")
    report_as(cast.alice, post)
    max_ = browser_as(cast.max)

    assert "Nothing waits for an answer." in max_.visit("/staff/moderation/reports").text
    assert max_.visit(f"/staff/moderation/reports/{post.id}").status == 404


def test_in_a_commons_the_other_trusts_moderator_may_answer_too(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast, commons=True)
    mona = make_person("Mona", Role.MODERATOR, trust=cast.hillside)
    join_forum(mona, name="Mona, moderator", is_staff=True)

    page = browser_as(mona).submit(f"/staff/moderation/reports/{post.id}", reports=ids(), **ANSWER)

    assert "They are answered." in page.text
    assert reports()[0].decided == "upheld"


def test_a_moderator_of_a_trust_that_has_no_part_in_it_finds_nothing(cast: Cast, browser_as: Browsers) -> None:
    post = reported(cast)
    mona = make_person("Mona", Role.MODERATOR, trust=cast.hillside)
    join_forum(mona, name="Mona, moderator", is_staff=True)

    assert browser_as(mona).visit(f"/staff/moderation/reports/{post.id}").status == 404
    assert "Nothing waits" in browser_as(mona).visit("/staff/moderation/reports").text


@pytest.mark.parametrize("who", ["alice", "cora", "tess", "ada"])
def test_nobody_else_sees_reports(cast: Cast, browser_as: Browsers, who: str) -> None:
    post = reported(cast)
    browser = browser_as(getattr(cast, who))

    for path in ("/staff/moderation/reports", f"/staff/moderation/reports/{post.id}"):
        assert browser.visit(path).status == 404
