"""What the detector answers: how soon a person must look, why, and where in the text."""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon a person must look; the order is the precedence."""

    LOOK_NOW = "look_now"
    LOOK_TODAY = "look_today"
    HOLD_CONDUCT = "hold_conduct"
    HOLD_IDENTITY = "hold_identity"
    NORMAL = "normal"


class Channel(StrEnum):
    """Where a text was written: to other relatives, or to a supporter in confidence."""

    FORUM = "forum"
    MESSAGE = "message"


class Who(StrEnum):
    """Whom a sign is about, in words for a moderator."""

    WRITER = "the writer"
    SUPPORTED = "the person you support"
    CHILD = "a child"
    OTHER = "another adult"
    MEMBER = "another member"
    NOBODY = "nobody in particular"


class Whether(StrEnum):
    """Whether and when what is said is so, in words for a moderator."""

    NOW = "now"
    PLAN = "planned"
    JUST_HAPPENED = "just happened"
    RECENT = "lately"
    PAST = "in the past"
    NEGATED = "said not to be so"
    HYPOTHETICAL = "only supposed"
    QUOTED = "quoted"
    BEREAVEMENT = "about somebody who died"
    IDIOM = "a figure of speech"


@dataclass(frozen=True, order=True)
class Span:
    """A part of the original text, as character offsets; the end is exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Assessment:
    """The answer for one text; `also` lists the other urgencies that apply, in order of precedence."""

    urgency: Urgency
    also: tuple[Urgency, ...]
    reasons: tuple[str, ...]
    spans: tuple[Span, ...]
    version: str
