"""In a real browser: a worry, an appeal, a complaint, the figures, and the link that stops mails."""

import pytest

from app.forum import links
from app.forum.models import Member, Thread
from app.forum.rules.posts import PostState
from tests.browser.visitor import Visitor
from tests.builders import forum as build
from tests.people import Cast

pytestmark = pytest.mark.browser


def _talk(cast: Cast, *, state: PostState = PostState.SHOWN) -> tuple[Member, Thread]:
    """What Ben wrote; Alice, Max and Sue are there too."""
    board = build.make_board(cast.riverside)
    build.join_forum(cast.alice, name="Bluebell")
    build.join_forum(cast.max, name="Max, moderator", is_staff=True)
    build.join_forum(cast.sue, name="Sue, supporter", is_staff=True)
    ben = build.join_forum(cast.ben, name="Heron")
    return ben, build.make_thread(ben, board, state=state)


def test_alice_is_worried_and_max_answers_her(visitor: Visitor, cast: Cast) -> None:
    _ben, thread = _talk(cast)
    post = build.first_of(thread)
    visitor.sign_in("alice@example.org")
    visitor.open(f"/forum/posts/{post.id}/report")
    visitor.press("Send it to the moderators")
    visitor.look("forum-report-mistake")
    visitor.page.get_by_label("I am worried about somebody").check()
    visitor.fill("What should the moderators know? (optional)", "She wrote goodbye to all of us.")
    visitor.press("Send it to the moderators")
    visitor.look("forum-reported")
    visitor.press("Sign out")
    _max_answers(visitor)
    visitor.sign_in("alice@example.org")
    visitor.open("/forum/decisions")
    visitor.follow("I am worried about somebody")
    visitor.look("forum-report-answered")
    visitor.sees("We have talked with her.")


def _max_answers(visitor: Visitor) -> None:
    visitor.sign_in("max@example.org")
    visitor.open("/staff/moderation/reports")
    visitor.look("staff-reports")
    visitor.follow("How do you get through the evenings?")
    visitor.press("Answer")
    visitor.look("staff-report-mistake")
    visitor.page.get_by_label("They are right", exact=True).check()
    visitor.fill("Your answer", "Thank you for saying so. We have talked with her.")
    visitor.press("Answer")
    visitor.sees("They are answered.")
    visitor.press("Sign out")


def test_ben_appeals_and_sue_answers(visitor: Visitor, cast: Cast) -> None:
    _ben, thread = _talk(cast, state=PostState.HIDDEN)
    build.make_sanction(cast.max, build.first_of(thread), days=3)
    build.make_act(cast.max, build.first_of(thread))
    visitor.sign_in("ben@example.org")
    visitor.open("/forum/decisions")
    visitor.look("forum-decisions")
    visitor.follow("Ask another moderator to look again")
    visitor.press("Ask for another look")
    visitor.look("forum-appeal-mistake")
    visitor.fill("Why do you think that it was wrong?", "I named no ward.\nI named our street.")
    visitor.press("Ask for another look")
    visitor.look("forum-decisions-appealed")
    visitor.press("Sign out")
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/moderation/appeals")
    visitor.look("staff-appeals")
    visitor.follow("Heron: a moderator hid it")
    visitor.look("staff-appeal")
    visitor.page.get_by_label("They are right in part").check()
    visitor.fill("Your answer", "The street shows it too, a little. It is shown again without it.")
    visitor.press("Answer")
    visitor.sees("It is answered.")


def test_cora_complains_and_tess_answers(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("cora@example.org")
    visitor.open("/complaints")
    visitor.look("complaints")
    visitor.page.get_by_role("button", name="Make a complaint").click()
    visitor.press("Send the complaint")
    visitor.look("complaint-mistake")
    visitor.fill("What went wrong, and what would put it right?", "A relative waited for three weeks.")
    visitor.press("Send the complaint")
    visitor.look("complaint")
    visitor.press("Sign out")
    visitor.sign_in("tess@example.org")
    visitor.open("/staff/complaints")
    visitor.look("staff-complaints")
    visitor.page.get_by_role("link", name="HC-").click()
    visitor.look("staff-complaint")
    visitor.press("I am looking into it")
    visitor.page.get_by_label("They are right", exact=True).check()
    visitor.fill("Your answer", "We are sorry. We have changed the rota.")
    visitor.press("Send the answer")
    visitor.look("staff-complaint-answered")


def test_max_reads_the_figures(visitor: Visitor, cast: Cast) -> None:
    _ben, thread = _talk(cast)
    build.make_act(cast.max, build.first_of(thread))
    visitor.sign_in("max@example.org")
    visitor.open("/staff/moderation/figures")
    visitor.look("staff-forum-figures")


def test_one_button_stops_the_mails(visitor: Visitor, cast: Cast) -> None:
    ben, _thread = _talk(cast)
    visitor.open("/" + links.stop_link(trust_id=ben.trust_id, member_id=ben.id).split("/", 3)[3])
    visitor.look("forum-mails-stop")
    visitor.press("Stop these emails")
    assert visitor.heading() == "You get no more of these emails"
