"""What stands behind a code, or behind a trust's open door: who offers Holdfast, and to which team somebody comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import Platform, enter
from app.core.errors import NotFound
from app.invitations.asking import Door
from app.joining import limits, queries, rules
from app.joining.models import ServiceCode
from app.trusts import going_live
from app.trusts import queries as trusts

UNSURE = "unsure"


class NoSuchCode(NotFound):
    """Nobody has this code, or it was stopped or has run out: which of these is not told."""


@dataclass(frozen=True)
class Behind:
    """Who offers it, as a page says it. `teams`: those to choose from, if no code says which it is."""

    href: str
    trust_id: UUID
    trust: str
    is_live: bool
    team: str = ""
    code: str = ""
    door: Door | None = None
    teams: Mapping[UUID, str] | None = None


def by_code(session: Session, *, typed: str, address: str) -> Behind:
    """Who stands behind a code; from here on the transaction is in the scope of their trust.

    Raises NoSuchCode, TooManyTries or Unavailable.
    """
    limits.before_looking_up(address)
    enter(session, Platform.JOIN)
    code = rules.read(typed)
    found = queries.by_code(session, code=code) if code else None
    # A slip that can be no code is no guess, nor is the code of a poster that still hangs.
    if code and found is None:
        limits.was_wrong(address)
    if found is None or not _works(found):
        raise NoSuchCode
    enter(session, found.trust_id)
    trust = trusts.trust(session, trust_id=found.trust_id)
    return Behind(
        href=f"/join/{found.code}",
        trust_id=trust.id,
        trust=trust.name,
        is_live=trust.live_at is not None,
        team=trusts.team(session, trust_id=trust.id, team_id=found.team_id).name,
        code=rules.written(found.code),
        door=Door(trust.id, found.team_id, found.id),
    )


def open_door(session: Session, *, trust_id: UUID) -> Behind:
    """Where anybody may ask; likewise. Raises NotFound where nobody may."""
    enter(session, Platform.JOIN)
    trust = next((each for each in going_live.open_trusts(session) if each.id == trust_id), None)
    if trust is None:
        raise NotFound
    enter(session, trust.id)
    teams = trusts.team_names(session, trust_id=trust.id)
    return Behind(f"/join/at/{trust.id}", trust.id, trust.name, is_live=True, teams=teams)


def open_trusts(session: Session) -> list[tuple[str, str]]:
    """Where anybody may ask: address and name."""
    enter(session, Platform.JOIN)
    return [(f"/join/at/{each.id}", each.name) for each in going_live.open_trusts(session)]


def chosen_door(session: Session, *, behind: Behind, team: str) -> Door | None:
    """The door of the code, or of the team that was chosen; None if none was. Not knowing it is a choice as well."""
    if behind.door is not None:
        return behind.door
    if team == UNSURE:
        team_id = going_live.team_for_unsure(session, trust_id=behind.trust_id)
    else:
        team_id = next((each for each in behind.teams or () if str(each) == team), None)
    return Door(behind.trust_id, team_id) if team_id else None


def _works(code: ServiceCode) -> bool:
    stopped = code.revoked_at is not None
    return rules.standing(works_until=code.works_until, stopped=stopped, now=clock.now()) in rules.WORKS
