"""What can be done with a flag, one file a group of verbs.

Verbs that work on a flag take `viewer`, `flag_id` and the `version` that the page was made from. They return True
when it is done and False when somebody else was first: that is in the history then, so the page must not raise but
say so (with status 409). They raise NotFound for a flag that the viewer may not see and Conflict for a step that
nobody may take now.
"""

from app.risk.service.closing import Unread, close, confirm_close, propose_close, refuse_close
from app.risk.service.escalating import escalate_due, free_abandoned
from app.risk.service.forgetting import forget_old
from app.risk.service.raising import Concern, raise_flag
from app.risk.service.reading import note, open_content, open_log
from app.risk.service.taking import hand_over, lay_down_all, refer, release, take

__all__ = [
    "Concern",
    "Unread",
    "close",
    "confirm_close",
    "escalate_due",
    "forget_old",
    "free_abandoned",
    "hand_over",
    "lay_down_all",
    "note",
    "open_content",
    "open_log",
    "propose_close",
    "raise_flag",
    "refer",
    "refuse_close",
    "release",
    "take",
]
