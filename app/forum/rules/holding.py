"""Which posts wait for a person before others see them, and what their writer is told. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from app.forum.rules.boards import Mode, waits_by_mode
from app.forum.rules.posts import HeldFor, PostState
from app.risk.detector import Urgency

# What its writer may change; what a moderator has hidden can be appealed against.
CHANGEABLE = frozenset({PostState.SHOWN, PostState.HELD, PostState.RETURNED})
DANGER = frozenset({Urgency.LOOK_NOW, Urgency.LOOK_TODAY})
_REASONS = {
    HeldFor.FIRST_POSTS: "A moderator reads the first posts of everybody who is new here. After that yours are shown at once.",
    HeldFor.EVERY_POST: "On this board a moderator reads every post first.",
    HeldFor.IDENTITY: "It may show others who somebody is. You can change that now. If nothing in it says who "
    "somebody is any more, it need not wait for that.",
    HeldFor.CONDUCT: "A program that reads along thought that some of it may hurt somebody or break the house rules. "
    "It can be wrong, so a person decides. You can change it meanwhile.",
    HeldFor.COOLING_OFF: "You were asked to pause for a while. What you wrote is not lost: a moderator reads it.",
}
AGAIN = "You changed it after a moderator had read it, so a moderator reads it again."


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides besides the words: the board, and the member there. `shown_before`: posts of theirs that are shown."""

    mode: Mode
    first: int
    shown_before: int
    is_silent: bool = False
    is_staff: bool = False


def held_for(applies: Collection[Urgency], standing: Standing) -> HeldFor | None:
    """Why a new post waits; None when it is shown at once. `applies` is everything that the detector found."""
    if standing.is_silent:
        return HeldFor.COOLING_OFF
    if Urgency.HOLD_CONDUCT in applies:
        return HeldFor.CONDUCT
    if Urgency.HOLD_IDENTITY in applies:
        return HeldFor.IDENTITY
    if standing.is_staff or not waits_by_mode(standing.mode, first=standing.first, shown_before=standing.shown_before):
        return None
    return HeldFor.EVERY_POST if standing.mode is Mode.PRE_ALL else HeldFor.FIRST_POSTS


def held_after_edit(state: PostState, before: HeldFor | None, now: HeldFor | None) -> HeldFor | None:
    """Why an edited post waits: what a person has to decide, an edit alone does not decide."""
    if now is not None:
        return now
    if state is PostState.RETURNED:
        return HeldFor.CONDUCT
    return None if before is HeldFor.IDENTITY else before


def reason(held: HeldFor, *, is_again: bool) -> str:
    """Why it waits, to its writer; `is_again`: a moderator has decided about it before."""
    return AGAIN if is_again and held is HeldFor.CONDUCT else _REASONS[held]
