"""The words for reports, appeals, complaints and figures, on the pages of members and of staff."""

from collections.abc import Iterable
from datetime import datetime

from app.core.templating import date_and_time
from app.forum.queries.decisions import Decision
from app.forum.rules.complaints import Standing
from app.forum.rules.moderation import Decided, ReportReason, ReviewKind, Verb
from app.risk.receipt import NOT_FOR_EMERGENCIES, Receipt
from app.trusts.hours import wording

# In the order in which they are offered.
REPORT_REASONS: dict[ReportReason, tuple[str, str]] = {
    ReportReason.WORRIED: (
        "I am worried about somebody",
        "The person who wrote it, somebody they write about, a child, anybody. A person looks at this first of all.",
    ),
    ReportReason.NAMES_SOMEBODY: ("It could show who somebody is", "A name, a place, a ward, a phone number."),
    ReportReason.UNKIND: ("It is unkind", "To somebody here, or to a group of people."),
    ReportReason.DANGEROUS_ADVICE: ("Its advice could harm somebody", ""),
    ReportReason.SPAM: ("It sells or advertises something", ""),
    ReportReason.SEXUAL: ("It is sexual", ""),
    ReportReason.OTHER: ("Something else", "Please say below what it is."),
}
# What was done, to the member it was done to.
DONE: dict[Verb, str] = {
    Verb.APPROVE: "Your post is shown now",
    Verb.RETURN: "Your post was sent back to you",
    Verb.HIDE: "Your post is hidden",
    Verb.RESTORE: "Your post is shown again",
    Verb.LOCK: "Your thread is locked: nobody can reply",
    Verb.UNLOCK: "Your thread is open for replies again",
    Verb.MOVE: "Your thread was moved to another board",
    Verb.WARN: "A moderator asks you to keep to the house rules",
    Verb.COOL_OFF: "You were asked to pause",
    Verb.SUSPEND: "You can read, but not write for a time",
    Verb.BAN: "The forum is closed to you for a time",
    Verb.LIFT: "A pause or a stop has ended early",
    Verb.REMOVE_SPAM: "Your post is hidden: it looked like advertising",
}
DECIDED: dict[Decided, tuple[str, str]] = {
    Decided.UPHELD: ("We agree with you", "green"),
    Decided.PARTLY: ("We agree with you in part", "blue"),
    Decided.NOT_UPHELD: ("We see it differently", "grey"),
}
DECIDED_BY_STAFF: dict[Decided, str] = {
    Decided.UPHELD: "They are right",
    Decided.PARTLY: "They are right in part",
    Decided.NOT_UPHELD: "We see it differently",
}
STANDING: dict[Standing, tuple[str, str]] = {
    Standing.NEW: ("Waits for somebody to look", "orange"),
    Standing.ACKNOWLEDGED: ("Somebody is looking into it", "blue"),
    Standing.ANSWERED: ("Answered", "green"),
}
LOOKED: dict[ReviewKind, str] = {
    ReviewKind.HELD: "Posts that waited to be shown",
    ReviewKind.FIRST_LOOK: "Posts shown at once, read afterwards",
    ReviewKind.REPORT: "Posts that were reported",
    ReviewKind.APPEAL: "Appeals",
}
# On a commons more would say whose trust the writer is of.
LOOKED_AT_BY_MANY = "Those on duty are told at once. At night and at weekends it may take them longer to look."
SOMEBODY_FIRST = "Somebody else was first, or something has changed. Your words are kept below. Look at it again."


def report_choices() -> list[dict[str, str]]:
    """The reasons as options; a worry about somebody stands first."""
    return [{"value": each, "text": text, "hint": hint} for each, (text, hint) in REPORT_REASONS.items()]


def decided_choices() -> list[dict[str, str]]:
    """What whoever answers can choose from."""
    return [{"value": each, "text": text} for each, text in DECIDED_BY_STAFF.items()]


def until(decision: Decision) -> str:
    """How long something holds; empty for what holds for no set time."""
    return f"Until {date_and_time(decision.until)}." if decision.until else ""


def worry_answer(*, looks: str) -> Receipt:
    """What the member is told who is worried; `looks` says who looks and when, as far as it can be said."""
    sentences = (
        "You were right to say so. Better once too often.",
        looks,
        NOT_FOR_EMERGENCIES,
    )
    return Receipt("Thank you for telling us", sentences)


def looks_by(due_at: datetime, *, readers: str, reading: str, now: datetime) -> str:
    """Who looks, by when; `reading` goes before it when nobody reads now."""
    return f"{reading} A person from {readers} should look at it {wording.by(due_at, now=now)}.".strip()


def reasons_in_short(reasons: Iterable[ReportReason]) -> str:
    """The reasons of several reports, each once."""
    return "; ".join(dict.fromkeys(REPORT_REASONS[each][0] for each in reasons))
