"""How busy the forum is and how fast it is looked after; a moderator's own week. Nothing that anybody wrote."""

from datetime import datetime, timedelta
from uuid import UUID

from fastapi import Request, Response

from app.accounts.dependencies import ForumFiguresReader
from app.accounts.roles import Permission
from app.accounts.signed_in import SignedIn
from app.core.clock import now
from app.core.pages import render
from app.core.routing import Database, Router
from app.core.small_numbers import count, share
from app.forum import speaking_words, staff_words, summing
from app.forum.queries import figures
from app.forum.rules.moderation import Decided, ReportReason, ReviewKind

router = Router()

PERIODS = {"28": "The last 28 days", "91": "The last 3 months", "365": "The last 12 months"}
WEEK = timedelta(days=7)


@router.get("/staff/moderation/figures")
def figures_page(request: Request, session: Database, user: ForumFiguresReader, days: str = "91") -> Response:
    """Three tables for the trust, and for a moderator their own week."""
    days = days if days in PERIODS else "91"
    end = now()
    start = end - timedelta(days=int(days))
    moderates = user.may(Permission.FORUM_MODERATE)
    return render(
        request,
        "forum/staff/figures.html",
        period=PERIODS[days],
        periods=[{"value": value, "text": text} for value, text in PERIODS.items()],
        form={"days": days},
        busy=_busy(session, user.own_trust, start, end),
        looked=_looked(session, user.own_trust, start, end),
        reported=_reported(session, user.own_trust, start, end),
        week=_week(session, user, end) if moderates else None,
        moderates=moderates,
    )


def _busy(session: Database, trust_id: UUID, start: datetime, end: datetime) -> list[list[str]]:
    found = figures.busy(session, trust_id=trust_id, start=start, end=end)
    threads = figures.begun(session, trust_id=trust_id, start=start, end=end)
    return [
        ["Relatives who wrote or read", count(found.active)],
        ["Relatives who wrote", count(found.writers)],
        ["Threads that they began", count(found.threads, people=found.writers)],
        ["Replies that they wrote", count(found.replies, people=found.writers)],
        ["Hours until the first reply", summing.until_reply(threads)],
        ["Threads without a reply for 3 days", summing.without_reply(threads, now=end)],
    ]


def _looked(session: Database, trust_id: UUID, start: datetime, end: datetime) -> list[list[str]]:
    found = figures.looked(session, trust_id=trust_id, start=start, end=end)
    return [
        [
            speaking_words.LOOKED[kind],
            *summing.looked_cells([each for each in found if each.kind is kind], now=end),
        ]
        for kind in ReviewKind
    ]


def _reported(session: Database, trust_id: UUID, start: datetime, end: datetime) -> list[list[str]]:
    # No row for all of them: with it, a small number that is hidden could be had by subtraction.
    found = figures.reported(session, trust_id=trust_id, start=start, end=end)
    return [_reason(reason, [each.decided for each in found if each.reason is reason]) for reason in ReportReason]


def _reason(reason: ReportReason, decided: list[Decided | None]) -> list[str]:
    answered = [each for each in decided if each]
    right = sum(each is not Decided.NOT_UPHELD for each in answered)
    name = speaking_words.REPORT_REASONS[reason][0]
    return [
        name,
        count(len(decided)),
        share(len(answered), len(decided)),
        share(right, len(answered)),
    ]


def _week(session: Database, user: SignedIn, end: datetime) -> list[list[str]]:
    """One's own figures are shown to oneself as they are."""
    done = figures.done_by(session, person_id=user.person_id, start=end - WEEK, end=end)
    looked = figures.reviewed_by(session, person_id=user.person_id, start=end - WEEK, end=end)
    late = sum(each.done_at is not None and each.done_at > each.due_at for each in looked)
    acts = [
        [f"You {staff_words.DONE_BY_MODERATOR[verb]}", str(done[verb])]
        for verb in staff_words.DONE_BY_MODERATOR
        if verb in done
    ]
    return [["You looked at", str(len(looked))], ["Of these after their time", str(late)], *acts]
