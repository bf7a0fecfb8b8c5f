"""How long relatives waited: from their first message without an answer to the answer. One row a wait, no words.

A wait that a supporter ended by closing the conversation, such as after a talk on the telephone, has no answer here
and is no longer one that goes on: it is left out.
"""

from typing import Any

from sqlalchemy import DateTime, Select, bindparam, cast, null, select, union_all

from app.messages.models import Act as HappenedAct
from app.messages.models import Conversation
from app.messages.rules.conversations import Act, State

_C, _A = Conversation.__table__.c, HappenedAct.__table__.c
_MOMENT = DateTime(timezone=True)
# A second answer in a row ends no wait, and says no `since`.
_SINCE = _A.facts["since"].as_string()
_ANSWERED = select(
    cast(_SINCE, _MOMENT).label("asked_at"),
    _A.happened_at.label("answered_at"),
    cast(null(), _MOMENT).label("due_at"),
).where(
    _A.trust_id == bindparam("trust_id"),
    _A.act == Act.ANSWERED.value,
    _A.happened_at >= bindparam("start"),
    _SINCE.is_not(None),
)
_GO_ON = select(_C.waiting_since, cast(null(), _MOMENT), _C.due_at).where(
    _C.trust_id == bindparam("trust_id"), _C.state == State.WAITING.value
)
_W = union_all(_ANSWERED, _GO_ON).subquery().c
# Every wait of a trust (`trust_id`) that was answered since `start`, and those that go on.
SPELLS: Select[Any] = select(_W.asked_at, _W.answered_at, _W.due_at)
