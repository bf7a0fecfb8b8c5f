"""What a member can report or object to, and how soon somebody must look. Pure."""

from app.forum.rules.moderation import ReportReason, Verb
from app.risk.rules import Urgency

MOST_WORDS = 1000  # characters that somebody can write at once
MOST_KEPT = 5000  # characters of one report that was added to
MOST_REPORTS = 30  # by one member in 24 hours
# So many worries of one member in 24 hours call whoever is on duty at any hour; more of them wait for the day.
WORRIES_AT_ONCE = 5

# What the member it was done to is told of, and may find on their page.
TOLD = frozenset(Verb) - {Verb.PIN, Verb.UNPIN}
# What somebody may ask another moderator to look at again.
APPEALABLE = frozenset(
    {
        Verb.RETURN,
        Verb.HIDE,
        Verb.LOCK,
        Verb.MOVE,
        Verb.WARN,
        Verb.COOL_OFF,
        Verb.SUSPEND,
        Verb.BAN,
        Verb.REMOVE_SPAM,
    }
)


def urgency_of_worry(*, worries_before: int) -> Urgency:
    """How soon somebody must look at a worry; `worries_before`: of the same member in the last 24 hours.

    Nobody can tell from outside how soon is soon enough, so a worry is looked at now. That somebody calls people out
    of bed for fun is rare, and bounded.
    """
    return Urgency.LOOK_NOW if worries_before < WORRIES_AT_ONCE else Urgency.LOOK_TODAY


def is_refused(reason: ReportReason, *, reports_before: int) -> bool:
    """Whether it is one report too many; a worry about somebody never is."""
    return reason is not ReportReason.WORRIED and reports_before >= MOST_REPORTS


def joined(before: str, words: str) -> str:
    """What a member has written to the moderators about one post, with what they add; the oldest goes if it is long."""
    if not words or words in before.split("\n\n"):
        return before
    return f"{before}\n\n{words}".strip()[-MOST_KEPT:]
