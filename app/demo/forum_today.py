"""What happens in the demo's forum today, through the services: a post that waits, and a report. All made up."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.past import Here
from app.demo.signed_in import relative
from app.forum.models import Board, Post, Thread
from app.forum.queries.viewer import Viewer, viewer
from app.forum.rules.moderation import ReportReason
from app.forum.service import considering, joining, reporting, writing
from app.forum.service.joining import Shown

Words = Mapping[str, Any]


def hold(session: Session, here: Here, words: Words) -> None:
    """Somebody comes in today, and their first post waits."""
    shown = Shown(words["name"])
    person_id = here.people[words["by"]]
    joining.join(session, trust_id=here.trust_id, person_id=person_id, shown=shown, is_staff=False)
    thread = find(session, words)
    considered = considering.consider(session, board_id=thread.board_id, heading="", text=words["text"])
    board = session.get_one(Board, thread.board_id)
    who = _viewer(session, here, words["by"])
    writing.reply(session, viewer=who, board=board, thread=thread, considered=considered)


def report(session: Session, here: Here, words: Words) -> None:
    """Somebody tells the moderators about a post."""
    thread = find(session, words)
    wanted = select(Post).where(Post.thread_id == thread.id, Post.position == words["position"])
    post = session.scalars(wanted).one()
    who, reason = _viewer(session, here, words["by"]), ReportReason(words["reason"])
    reporting.report(session, viewer=who, post=post, reason=reason, words=words["words"])


def _viewer(session: Session, here: Here, who: str) -> Viewer:
    found = viewer(session, user=relative(here, who))
    assert found is not None  # noqa: S101 - they have joined
    return found


def find(session: Session, words: Words) -> Thread:
    """The thread with the title that stands in the words."""
    return session.scalars(select(Thread).where(Thread.title == words["title"])).one()
