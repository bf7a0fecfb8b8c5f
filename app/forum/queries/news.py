"""What each member could be told by mail: counts and positions, never what somebody wrote. For the worker's sweep."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from app.accounts import queries as accounts
from app.core.london import midnight, monday
from app.forum.models import Act, Appeal, Board, Follow, Member, Mute, Notice, Place, Post, Reading, Report, Thread
from app.forum.queries.decisions import IS_TOLD, OWN_POST
from app.forum.rules.notices import News, NoticeKind
from app.forum.rules.posts import PostState, ThreadState
from app.trusts.hours.clocks import london_day

# What was written in the last moment may not be committed yet; it is told of next time.
SETTLED = timedelta(minutes=1)
WEEK = timedelta(days=7)
# Nobody is told of what is older: they have stopped mails and begun them again, or the worker was away for long.
_OLDEST = timedelta(days=14)

_M, _F, _T, _P, _R = Member.__table__.c, Follow.__table__.c, Thread.__table__.c, Post.__table__.c, Reading.__table__.c
_A, _O, _E, _N = Act.__table__.c, Appeal.__table__.c, Report.__table__.c, Notice.__table__.c
_L, _B, _U = Place.__table__.c, Board.__table__.c, Mute.__table__.c
# Whoever was mailed today hears of nothing more, so there is no need to count for them.
_MAY_BE_MAILED = (
    _M.left_at.is_(None)
    & accounts.has_open_account(_M.person_id)
    & ~exists().where(_N.member_id == _M.id, _N.created_at >= bindparam("today"))
)
_HAD_THE_WEEKLY = exists().where(
    _N.member_id == _M.id, _N.kind == NoticeKind.WEEKLY.value, _N.created_at >= bindparam("monday")
)
_SEEN = _L.board_id.is_not(None) & _B.closed_at.is_(None)
_OPEN_THREAD = _T.state.in_([ThreadState.SHOWN.value, ThreadState.DELETED.value])


@dataclass(slots=True)
class Due:
    """Somebody who could be told. `told` is how far each of their followed threads has got, by thread."""

    member_id: UUID
    trust_id: UUID
    person_id: UUID
    news: News
    told: dict[UUID, int] = field(default_factory=dict)


def _new_to_member(since: ColumnElement[datetime], *, after: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether the thread has a post of somebody else that the member has not read and does not keep from reading."""
    muted = exists().where(_U.member_id == _M.id, _U.muted_id == _P.member_id)
    return exists().where(
        _P.thread_id == _T.id,
        _P.position > func.greatest(func.coalesce(_R.position, 0), after),
        _P.state == PostState.SHOWN.value,
        _P.shown_at > since,
        _P.member_id != _M.id,
        ~muted,
    )


_REPLIES: Select[Any] = (
    select(_M.id, _T.id.label("thread_id"), _T.last_position)
    .select_from(Follow.__table__)
    .join(Member.__table__, _M.id == _F.member_id)
    .join(Thread.__table__, _T.id == _F.thread_id)
    .join(Board.__table__, _B.id == _T.board_id)
    .join(Place.__table__, (_L.board_id == _T.board_id) & (_L.trust_id == _M.trust_id))
    .outerjoin(Reading.__table__, (_R.member_id == _M.id) & (_R.thread_id == _T.id))
    .where(
        *(_MAY_BE_MAILED, _SEEN, _M.mails_replies, _OPEN_THREAD, _T.last_position > _F.told_position),
        _T.last_shown_at > bindparam("oldest"),
        _new_to_member(func.greatest(_F.since, bindparam("oldest")), after=_F.told_position),
    )
)
# On a Monday morning everybody is due at once, so this looks at threads and not at each of their posts.
_ALONE_IN_IT = (_T.member_id == _M.id) & (_T.last_position == 1)
_WEEKLY: Select[Any] = (
    select(_M.id, func.count())
    .select_from(Member.__table__)
    .join(Place.__table__, _L.trust_id == _M.trust_id)
    .join(Board.__table__, _B.id == _L.board_id)
    .join(Thread.__table__, _T.board_id == _B.id)
    .outerjoin(Reading.__table__, (_R.member_id == _M.id) & (_R.thread_id == _T.id))
    .where(
        *(_MAY_BE_MAILED, ~_HAD_THE_WEEKLY, _SEEN, _M.mails_weekly, _OPEN_THREAD, ~_ALONE_IN_IT),
        _T.last_shown_at > func.greatest(_M.joined_at, bindparam("week")),
        _T.last_position > func.coalesce(_R.position, 0),
    )
    .group_by(_M.id)
)


def _answers(kind: NoticeKind, what: Select[Any], member: ColumnElement[UUID], at: ColumnElement[Any]) -> Select[Any]:
    """What was answered since the last mail of this kind."""
    last = select(func.max(_N.created_at)).where(_N.member_id == _M.id, _N.kind == kind.value).scalar_subquery()
    return (
        what.join(Member.__table__, _M.id == member)
        .where(*(_MAY_BE_MAILED, _M.mails_replies, at > bindparam("oldest"), at <= bindparam("settled")))
        .where(at > func.coalesce(last - SETTLED, _M.joined_at))
        .group_by(_M.id)
    )


_COUNT = select(_M.id, func.count())
_ANSWERED: dict[NoticeKind, Select[Any]] = {
    NoticeKind.DECISION: _answers(
        NoticeKind.DECISION,
        _COUNT.select_from(Act.__table__).outerjoin(Post.__table__, OWN_POST).where(IS_TOLD),
        _A.member_id,
        _A.done_at,
    ),
    NoticeKind.APPEAL_ANSWERED: _answers(
        NoticeKind.APPEAL_ANSWERED, _COUNT.select_from(Appeal.__table__), _O.member_id, _O.decided_at
    ),
    NoticeKind.REPORT_ANSWERED: _answers(
        NoticeKind.REPORT_ANSWERED, _COUNT.select_from(Report.__table__), _E.member_id, _E.decided_at
    ),
}


def _latest(*kinds: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(func.max(_N.created_at)).where(_N.member_id == _M.id, *kinds).scalar_subquery()


_MEMBERS: Select[Any] = select(
    *(_M.id, _M.trust_id, _M.person_id, _M.mails_replies, _M.mails_weekly),
    _latest().label("last_mail"),
    _latest(_N.kind == NoticeKind.WEEKLY.value).label("last_weekly"),
).where(_M.id.in_(bindparam("members", expanding=True)))


def due(session: Session, *, now: datetime, with_weekly: bool) -> list[Due]:
    """Everybody for whom there is something. Six statements at most, however many members there are."""
    waiting, told = _waiting(session, _times(now), with_weekly=with_weekly)
    if not waiting:
        return []
    rows = session.execute(_MEMBERS, {"members": list(waiting)})
    return [
        Due(
            *(row.id, row.trust_id, row.person_id),
            News(waiting[row.id], row.mails_replies, row.mails_weekly, row.last_mail, row.last_weekly),
            told[row.id],
        )
        for row in rows
    ]


def _times(now: datetime) -> dict[str, datetime]:
    """The moments that the statements go by; days begin in London."""
    today = london_day(now)
    days = {"today": today, "monday": monday(today)}
    begun = {name: midnight(day) for name, day in days.items()}
    return {**begun, "oldest": now - _OLDEST, "settled": now - SETTLED, "week": now - WEEK}


def _waiting(
    session: Session, times: dict[str, datetime], *, with_weekly: bool
) -> tuple[dict[UUID, dict[NoticeKind, int]], dict[UUID, dict[UUID, int]]]:
    waiting: dict[UUID, dict[NoticeKind, int]] = defaultdict(dict)
    told: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for kind, statement in _ANSWERED.items():
        for member_id, number in session.execute(statement, times):
            waiting[member_id][kind] = number
    for member_id, thread_id, position in session.execute(_REPLIES, times):
        told[member_id][thread_id] = position
        waiting[member_id][NoticeKind.NEW_REPLIES] = len(told[member_id])
    for member_id, number in session.execute(_WEEKLY, times) if with_weekly else ():
        waiting[member_id][NoticeKind.WEEKLY] = number
    return waiting, told
