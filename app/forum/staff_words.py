"""The words of moderation: for whoever decides, for whose post it is, and for everybody who sees a trace of it."""

from app.forum.rules.boards import Mode, Purpose
from app.forum.rules.moderation import Reason, ReportReason, ReviewKind, SanctionKind, Verb
from app.forum.rules.posts import HeldFor, PostState

# What a moderator chooses from; the post's writer reads the same words.
REASONS: dict[Reason, str] = {
    Reason.NAMES_SOMEBODY: "It could show who somebody is",
    Reason.UNKIND: "It is unkind to somebody",
    Reason.HATE: "It is hateful about a group of people",
    Reason.DANGEROUS_ADVICE: "It gives advice that could harm",
    Reason.METHOD: "It says how somebody could harm themselves",
    Reason.SEXUAL: "It is sexual",
    Reason.SPAM: "It advertises or sells something",
    Reason.OFF_TOPIC: "It is not what this board is for",
    Reason.TOO_MUCH_DETAIL: "It has details that could be hard for others to read",
    Reason.OTHER: "Something else",
}
# What everybody reads in its place, after "hidden by a moderator:".
TRACES: dict[Reason, str] = {
    Reason.NAMES_SOMEBODY: "it could show who somebody is",
    Reason.UNKIND: "unkind words",
    Reason.HATE: "hateful words",
    Reason.DANGEROUS_ADVICE: "advice that could harm",
    Reason.METHOD: "details that could harm",
    Reason.SEXUAL: "sexual words",
    Reason.SPAM: "advertising",
    Reason.OFF_TOPIC: "not about what this board is for",
    Reason.TOO_MUCH_DETAIL: "details that could be hard to read",
    Reason.OTHER: "against the house rules",
}
DONE_BY_MODERATOR: dict[Verb, str] = {
    Verb.APPROVE: "approved it",
    Verb.RETURN: "returned it to its writer",
    Verb.HIDE: "hid it",
    Verb.RESTORE: "showed it again",
    Verb.LOCK: "locked the thread",
    Verb.UNLOCK: "opened the thread again",
    Verb.PIN: "pinned the thread",
    Verb.UNPIN: "took the pin off",
    Verb.MOVE: "moved the thread to another board",
    Verb.WARN: "gave a warning",
    Verb.COOL_OFF: "asked them to pause",
    Verb.SUSPEND: "stopped them from writing",
    Verb.BAN: "closed the forum to them",
    Verb.LIFT: "ended a stop early",
    Verb.REMOVE_SPAM: "hid it as advertising",
}
# Each with its tag's colour.
KINDS: dict[ReviewKind, tuple[str, str]] = {
    ReviewKind.HELD: ("Waits to be shown", "orange"),
    ReviewKind.FIRST_LOOK: ("First look", "blue"),
    ReviewKind.REPORT: ("Reported", "red"),
    ReviewKind.APPEAL: ("Appeal", "purple"),
}
POSTS: dict[PostState, str] = {
    PostState.HELD: "Others cannot see it yet.",
    PostState.SHOWN: "Others can see it.",
    PostState.HIDDEN: "It is hidden. Others see that a moderator hid it, and why.",
    PostState.RETURNED: "It is back with its writer. Others cannot see it.",
    PostState.DELETED: "Its writer has deleted it.",
}
HELD_FOR: dict[HeldFor, str] = {
    HeldFor.FIRST_POSTS: "It is one of this member's first posts.",
    HeldFor.EVERY_POST: "On this board somebody reads every post first.",
    HeldFor.IDENTITY: "It may show who somebody is.",
    HeldFor.CONDUCT: "Its words may hurt or harm somebody.",
    HeldFor.COOLING_OFF: "Its writer was asked to pause.",
}
REPORTED: dict[ReportReason, str] = {
    ReportReason.WORRIED: "Somebody is worried about a person",
    ReportReason.NAMES_SOMEBODY: "It could show who somebody is",
    ReportReason.UNKIND: "It is unkind",
    ReportReason.DANGEROUS_ADVICE: "Its advice could harm",
    ReportReason.SPAM: "It advertises something",
    ReportReason.SEXUAL: "It is sexual",
    ReportReason.OTHER: "Something else",
}
STOPS: dict[str, str] = {
    "cool_off-hour": "Pause for an hour",
    "cool_off-day": "Pause for a day",
    "cool_off-week": "Pause for a week",
    "suspend-2_weeks": "Read only, for 2 weeks",
    "suspend-month": "Read only, for a month",
    "suspend-quarter": "Read only, for 3 months",
    "ban-half_year": "Closed to them for half a year",
    "ban-year": "Closed to them for a year",
}
SANCTIONS: dict[SanctionKind, str] = {
    SanctionKind.COOL_OFF: "Asked to pause",
    SanctionKind.SUSPEND: "May read, not write",
    SanctionKind.BAN: "Cannot come in",
}
PURPOSES: dict[Purpose, str] = {
    Purpose.HELLO: "To say hello",
    Purpose.TALK: "To talk",
    Purpose.ADVICE: "To ask for advice",
    Purpose.VENT: "To let off steam",
    Purpose.GOOD_NEWS: "For good news",
}
MODES: dict[Mode, str] = {
    Mode.PRE_ALL: "Somebody reads every post before others see it",
    Mode.PRE_FIRST: "Somebody reads the first posts of each member before others see them",
    Mode.POST: "Posts are shown at once, and somebody reads them within a working day",
}
OTHER_TRUST = "A moderator of another trust"
