"""What staff read about flags: their titles, when they are due, who has them, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.london import clock_words
from app.core.templating import date_and_time
from app.risk import marking, words
from app.risk.lines import Called, Content, FlagLine, Happened
from app.risk.rules import LADDER, Event, Outcome, Rung, State, SubjectKind
from app.trusts.hours import wording
from app.trusts.hours.clocks import day_words, in_london

Names = Mapping[UUID, str]
_GONE = "Somebody whose account is gone"


@dataclass(frozen=True)
class Line:
    """A flag in the queue or at the top of its page."""

    id: UUID
    title: str
    urgency: str
    colour: str
    is_overdue: bool
    due: str
    state: str


@dataclass(frozen=True)
class Shown:
    """One thing that was written, uncovered."""

    when: str
    reasons: tuple[str, ...]
    pieces: list[marking.Piece]


@dataclass(frozen=True)
class Step:
    """One line of a flag's history."""

    when: str
    sentence: str
    words: str
    is_covered: bool


def people_of(flags: Sequence[FlagLine]) -> set[UUID]:
    """Everybody who is named on the lines of these flags."""
    return {who for flag in flags for who in (flag.taken_by, flag.first_closer, flag.closed_by) if who}


def people_in(history: Sequence[Happened]) -> set[UUID]:
    """Everybody who is named in a history."""
    return {who for step in history for who in (step.actor_id, _receiver(step)) if who}


def line(flag: FlagLine, *, names: Names, viewer_id: UUID | None, now: datetime) -> Line:
    """One flag, without anything that somebody wrote."""
    urgency, colour = words.URGENCIES[flag.urgency]
    raised = f"{words.SOURCES[flag.source]}."
    return Line(
        id=flag.id,
        title=title(flag),
        urgency=urgency,
        colour=colour,
        is_overdue=flag.is_overdue(now=now),
        due=_due(flag, names=names, viewer_id=viewer_id, now=now),
        state=" ".join(filter(None, (raised, _called(flag)))),
    )


def title(flag: FlagLine) -> str:
    """What it is about and since when, such as "A post in the forum, Monday 23 November, 3:15pm"."""
    local = in_london(flag.raised_at)
    return f"{words.SUBJECTS[flag.subject_kind]}, {day_words(local.date())}, {clock_words(local.time())}"


def shown(content: Content) -> Shown:
    """What was written, with the words that made the program stop marked."""
    when = f"{words.SOURCES[content.source]}: {date_and_time(content.at)}"
    return Shown(when, content.reasons, list(marking.pieces(content.text, content.spans)))


def step(happened: Happened, *, names: Names, viewer_id: UUID | None, covered: bool = False) -> Step:
    """One line of the history in words. `covered`: without what colleagues wrote, which may repeat what is covered."""
    is_covered = bool(covered and happened.words and happened.actor_id != viewer_id)
    words = "" if is_covered else happened.words
    return Step(date_and_time(happened.happened_at), _sentence(happened, names, viewer_id), words, is_covered)


def called(call: Called) -> str:
    """Whom the program called, by what, and whether it got there."""
    sentence = words.CALLS[call.state]
    return f"{date_and_time(call.at)}: {call.recipient}. {sentence}."


def outcome(flag: FlagLine) -> str:
    """What became of it, or what is proposed; empty while it is open."""
    if flag.outcome is None:
        return ""
    lead = "Proposed" if flag.state is State.AWAITING_SECOND else "Outcome"
    return f"{lead}: {words.OUTCOMES[flag.outcome]}."


def lease_words(until: datetime, *, now: datetime) -> str:
    """What taking it means."""
    return f"It is then yours {wording.until(until, now=now)}. Each thing that you do with it makes that longer."


def name(names: Names, who: UUID | None, viewer_id: UUID | None) -> str:
    """Who somebody is to the viewer."""
    return "You" if who and who == viewer_id else names.get(who, _GONE) if who else "The program"


def _due(flag: FlagLine, *, names: Names, viewer_id: UUID | None, now: datetime) -> str:
    holder = name(names, flag.taken_by, viewer_id)
    proposer = name(names, flag.first_closer, viewer_id)
    if flag.state is State.NEW:
        lead = "Nobody looked" if flag.is_overdue(now=now) else "Look at it"
        return f"{lead} {wording.by(flag.due_at, now=now)}."
    if flag.state is State.TAKEN:
        return f"{holder} {'have' if holder == 'You' else 'has'} it {wording.until(flag.lease_until, now=now)}."
    if flag.state is State.AWAITING_SECOND:
        return f"{proposer} proposed to close it. It waits for somebody else to agree."
    if flag.state is State.REFERRED:
        back = f" It comes back {wording.by(flag.next_escalation_at, now=now)}." if flag.next_escalation_at else ""
        return f"Referred.{back}"
    closer = name(names, flag.closed_by, viewer_id)
    return f"{closer} closed it on {date_and_time(flag.closed_at)}." if flag.closed_at else "Closed."


def _called(flag: FlagLine) -> str:
    if flag.state is not State.NEW or not flag.escalation:
        return ""
    called = [words.RUNGS[rung] for rung in LADDER[: flag.escalation + 1]]
    return f"Called so far: {', '.join(called)}."


def _sentence(happened: Happened, names: Names, viewer_id: UUID | None) -> str:
    who, facts = name(names, happened.actor_id, viewer_id), happened.facts
    if happened.event is Event.HANDED_OVER:
        return f"{who} handed it to {name(names, _receiver(happened), None)}."
    if happened.event is Event.REFERRED:
        return f"{who} referred it to {facts.get('where', 'others')}."
    if happened.event is Event.ESCALATED and facts.get("rung") in set(Rung):
        return f"{who} called {_rungs(facts)}, since nobody had looked."
    if happened.event is Event.RELEASED and facts.get("account") == "closed":
        return f"{who} closed the account of whoever had it, so it lies in the queue again."
    if happened.event is Event.RELEASED and facts.get("role") == "ended":
        return f"{who} took a role away from whoever had it, so it lies in the queue again."
    became = f": {words.OUTCOMES[Outcome(facts['outcome'])]}" if facts.get("outcome") in set(Outcome) else ""
    return f"{who} {words.EVENTS[happened.event]}{became}."


def _rungs(facts: Mapping[str, object]) -> str:
    last = words.RUNGS[Rung(str(facts["rung"]))]
    return f"{words.RUNGS[Rung.DUTY]} and {last} again" if facts.get("again") else last


def _receiver(happened: Happened) -> UUID | None:
    to = happened.facts.get("to")
    return UUID(str(to)) if happened.event is Event.HANDED_OVER and to else None


def may_name_writer(flag: FlagLine) -> bool:
    """Whether the page says who wrote it: when somebody may not be safe, not when words are held."""
    return flag.subject_kind is not SubjectKind.TOLD_TO_STAFF and flag.urgency.value.startswith("look_")
