"""The code and the term of each activity: the trust's own, or ours until it has set them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.audit.actions import Action
from app.carers.models import ActivityCode
from app.carers.rules import Activity
from app.core import clock


@dataclass(frozen=True)
class Code:
    """A SNOMED CT concept, and the words for it. `is_own`: the trust has set it itself."""

    code: str
    term: str
    is_own: bool = False


# From the UK edition as it was when this was written. The pages say that they are to be checked before they are used.
DEFAULTS: dict[Activity, Code] = {
    Activity.OFFERED: Code("1097201000000108", "Referral to carer focused education and support programme"),
    Activity.JOINED: Code("726052009", "Carer focused education and support programme"),
}
_C = ActivityCode.__table__.c
_CODES: Select[Any] = select(_C.activity, _C.code, _C.term).where(_C.trust_id == bindparam("trust_id"))


def of_trust(session: Session, *, trust_id: UUID) -> dict[Activity, Code]:
    """The code of every activity."""
    rows = session.execute(_CODES, {"trust_id": trust_id})
    return DEFAULTS | {Activity(activity): Code(code, term, is_own=True) for activity, code, term in rows}


def keep(session: Session, *, user: SignedIn, codes: Mapping[Activity, Code]) -> None:
    """Sets them for this trust, in every file from now on."""
    changed = {"trust_id": user.own_trust, "changed_by": user.person_id, "changed_at": clock.now()}
    rows = [
        changed | {"activity": activity.value, "code": each.code, "term": each.term} for activity, each in codes.items()
    ]
    new = insert(ActivityCode).values(rows)
    values = {name: new.excluded[name] for name in ("code", "term", "changed_by", "changed_at")}
    session.execute(new.on_conflict_do_update(index_elements=["trust_id", "activity"], set_=values))
    audit.record(
        session,
        action=Action.REPORT_SETTINGS_CHANGED,
        trust_id=user.own_trust,
        actor_id=user.person_id,
        details={"setting": "codes"} | {activity.value: each.code for activity, each in codes.items()},
    )
