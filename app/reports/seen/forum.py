"""What somebody is in the forum, and what moderators see besides."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, literal, select, union_all
from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core.templating import long_date
from app.forum.models import Appeal, Report
from app.forum.presenters.boards import tag_words
from app.forum.queries import own
from app.forum.queries.viewer import viewer
from app.reports.seen.parts import Link, Part


def _of_member(table: type[Report | Appeal], kind: str) -> Select[Any]:
    columns: tuple[Any, ...] = (literal(kind), table.created_at.label("at"), table.words)
    return select(*columns).where(table.member_id == bindparam("member_id"))


# What somebody writes to moderators alone stands nowhere else where they could read it again.
_TO_MODERATORS = union_all(_of_member(Report, "Report"), _of_member(Appeal, "Appeal")).order_by("at")


def part(session: Session, *, user: SignedIn) -> Part:
    """Their name there, how much they wrote, and what they told moderators alone."""
    member = viewer(session, user=user)
    facts = [("Your name there", "You have not joined it")]
    if member is not None:
        facts = [
            ("Your name there", member.name),
            ("Posts of yours", f"{own.how_many(session, member_id=member.member_id):,}"),
        ]
        if member.tags:
            facts.append(("What you said of your situation", ", ".join(tag_words(member.tags))))
        facts += [_told(*row) for row in session.execute(_TO_MODERATORS, {"member_id": member.member_id})]
    return Part(
        key="forum",
        title="The forum",
        who="Everybody there sees your name in the forum, your posts, and what you said of your situation: other members, "
        "supporters and moderators, in a shared room those of other trusts too.",
        readers=frozenset({Role.SUPPORTER, Role.MODERATOR}),
        facts=tuple(facts),
        says=(
            (
                "Moderators and supporters also see posts that wait or are hidden, what a post said before you changed it, "
                "what was decided about them, what you reported or appealed against, and when. Those of your own trust can "
                "look up who you are. It is written down when they do."
            ),
            (
                "They can write notes about a member for each other. You do not see these notes here. Ask your trust if you "
                "want a copy."
            ),
        ),
        links=(
            Link("Your name and your mails", "/forum/me"),
            Link("Your posts", "/forum/mine"),
            Link("What moderators decided", "/forum/decisions"),
            Link("Take out your posts, remove them, or leave", "/forum/leave"),
        ),
    )


def _told(kind: str, at: datetime, words: str) -> tuple[str, str]:
    return f"{kind} of {long_date(at)}", words or "Without words"
