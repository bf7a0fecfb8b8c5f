"""What a trust lead does with boards: open, change, close, share as a commons, and take part in others' commons."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.audit import service as audit
from app.audit.actions import Action
from app.core import clock
from app.core.errors import Conflict, NotFound
from app.forum.models import Board, Place
from app.forum.queries import planning
from app.forum.rules.boards import Mode, Purpose

_NOBODY = (
    "Nobody is on the rota who could read posts before they are shown. "
    "Put a moderator or a supporter on the rota first, or show posts at once."
)
_OTHERS = "Other trusts take part in this board. It stays shared until they have left."


@dataclass(frozen=True, slots=True)
class Plan:
    """How a board is set up."""

    name: str
    about: str
    purpose: Purpose
    mode: Mode
    first: int
    place: int


def open_board(session: Session, *, trust_id: UUID, actor_id: UUID, plan: Plan) -> UUID:
    """Opens a board of the trust. Raises Conflict when posts should wait and nobody is there to read them."""
    _require_readers(session, trust_id, plan.mode)
    board = Board(trust_id=trust_id, **_values(plan))
    session.add(board)
    session.flush()
    session.add(Place(board_id=board.id, trust_id=trust_id))
    session.flush()
    _audit(session, board.id, trust_id, actor_id, "opened", mode=plan.mode.value)
    return board.id


def change(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID, plan: Plan) -> None:
    """Changes a board of the trust. Raises Conflict as open_board does, and NotFound."""
    board = _hold(session, trust_id, board_id)
    if plan.mode.value != board.mode:
        _require_readers(session, trust_id, plan.mode)
    before = board.mode
    for name, value in _values(plan).items():
        setattr(board, name, value)
    session.flush()
    _audit(session, board_id, trust_id, actor_id, "changed", mode=plan.mode.value, before=before)


def close(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """Nobody can come in from now on; nothing is lost. Raises NotFound."""
    board = _hold(session, trust_id, board_id)
    board.closed_at = board.closed_at or clock.now()
    _audit(session, board_id, trust_id, actor_id, "closed")


def reopen(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """It is there again as it was. Raises Conflict when posts would wait and nobody is there to read them."""
    board = _hold(session, trust_id, board_id)
    _require_readers(session, trust_id, Mode(board.mode))
    board.closed_at = None
    _audit(session, board_id, trust_id, actor_id, "reopened")


def share(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """Makes it a commons: other trusts may take part from now on. Only a board in which nobody has written yet.

    Those who wrote for their own trust's eyes must not be shown to others later. Raises Conflict then, and NotFound.
    """
    board = _hold(session, trust_id, board_id)
    if planning.is_written_in(session, board_id=board_id):
        raise Conflict("People have written here for their own trust only. Open a new board and share that one.")
    board.is_commons = True
    _audit(session, board_id, trust_id, actor_id, "shared")


def stop_sharing(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """It is the trust's alone again. Raises Conflict while others take part, and NotFound."""
    board = _hold(session, trust_id, board_id)
    taking_part = select(func.count()).select_from(Place).where(Place.board_id == board_id)
    if (session.scalar(taking_part) or 0) > 1:
        raise Conflict(_OTHERS)
    board.is_commons = False
    _audit(session, board_id, trust_id, actor_id, "not shared")


def take_part(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """The trust's members may come into another trust's commons from now on. Raises NotFound when none is offered."""
    if board_id not in {each.id for each in planning.offered(session, trust_id=trust_id)}:
        raise NotFound
    row = {"board_id": board_id, "trust_id": trust_id, "since": clock.now()}
    session.execute(insert(Place).values(row).on_conflict_do_nothing())
    # It may have been taken back meanwhile.
    if board_id not in {each.id for each in planning.joined(session, trust_id=trust_id)}:
        raise NotFound
    _audit(session, board_id, trust_id, actor_id, "joined")


def take_part_no_more(session: Session, *, trust_id: UUID, actor_id: UUID, board_id: UUID) -> None:
    """They may not any more; what they wrote stays. Raises NotFound for a board that the trust is not a guest in."""
    if board_id not in {each.id for each in planning.joined(session, trust_id=trust_id)}:
        raise NotFound
    session.execute(delete(Place).where(Place.board_id == board_id, Place.trust_id == trust_id))
    _audit(session, board_id, trust_id, actor_id, "left")


def _values(plan: Plan) -> dict[str, object]:
    words = {"name": plan.name, "about": plan.about, "purpose": plan.purpose.value, "mode": plan.mode.value}
    return {**words, "first": plan.first, "place": plan.place}


def _require_readers(session: Session, trust_id: UUID, mode: Mode) -> None:
    if mode is not Mode.POST and not planning.somebody_reads(session, trust_id=trust_id):
        raise Conflict(_NOBODY)


def _hold(session: Session, trust_id: UUID, board_id: UUID) -> Board:
    wanted = select(Board).where(Board.id == board_id, Board.trust_id == trust_id).with_for_update()
    board = session.scalar(wanted.execution_options(populate_existing=True))
    if board is None:
        raise NotFound
    return board


def _audit(session: Session, board_id: UUID, trust_id: UUID, actor_id: UUID, event: str, **facts: str) -> None:
    session.flush()
    audit.record(
        session,
        action=Action.FORUM_BOARD_CHANGED,
        trust_id=trust_id,
        actor_id=actor_id,
        subject_id=board_id,
        details={"event": event, **facts},
    )
