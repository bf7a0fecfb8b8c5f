"""The words for urgencies, sources, states, outcomes and what happened, on pages for staff."""

from app.risk.models import CallState
from app.risk.rules import Event, Outcome, Rung, Source, State, SubjectKind, Urgency

# Each with its tag's colour. Never a level of risk: when a person must look.
URGENCIES: dict[Urgency, tuple[str, str]] = {
    Urgency.LOOK_NOW: ("Look now", "red"),
    Urgency.LOOK_TODAY: ("Look today", "orange"),
    Urgency.HOLD_CONDUCT: ("Held: conduct", "purple"),
    Urgency.HOLD_IDENTITY: ("Held: names somebody", "blue"),
}
URGENCY_HINTS: dict[Urgency, str] = {
    Urgency.LOOK_NOW: "Somebody may be in danger now or today, or has just been harmed.",
    Urgency.LOOK_TODAY: "It is serious, but not a matter of the next hours.",
}
SOURCES: dict[Source, str] = {
    Source.DETECTOR: "The program noticed it",
    Source.REPORT: "Somebody reported it",
    Source.STAFF: "A colleague told of it",
    Source.QUESTIONNAIRE: "Answers to questions raised it",
    Source.MISSED_DUTY: "Something due was not done",
}
SUBJECTS: dict[SubjectKind, str] = {
    SubjectKind.TOPIC: "A topic that a relative asked for",
    SubjectKind.POST: "A post in the forum",
    SubjectKind.MESSAGE: "A message to the supporters",
    SubjectKind.CHECK_IN: "A relative's check-in",
    SubjectKind.TOLD_TO_STAFF: "What a member of staff was told",
    SubjectKind.TOLD_TO_MODERATORS: "A report or an appeal to the moderators",
    SubjectKind.COMPLAINT: "A complaint",
    SubjectKind.SUGGESTION: "A suggestion for what should be different",
}
STATES: dict[State, str] = {
    State.NEW: "Nobody has taken it",
    State.TAKEN: "Taken",
    State.AWAITING_SECOND: "Waits for a second person",
    State.REFERRED: "Referred",
    State.CLOSED: "Closed",
}
OUTCOMES: dict[Outcome, str] = {
    Outcome.NO_CONCERN: "No concern: it was a false alarm",
    Outcome.KEPT_AN_EYE_ON: "Nothing to do now, we keep an eye on it",
    Outcome.TALKED_WITH: "We talked or wrote with the person",
    Outcome.TEAM_TOLD: "The care team was told",
    Outcome.EMERGENCY_CALLED: "The emergency services were called",
    Outcome.SAFEGUARDING_STARTED: "Safeguarding was started",
    Outcome.WORDS_MENDED: "The words were changed or hidden",
}
RUNGS: dict[Rung, str] = {
    Rung.MODERATOR: "whoever is on the rota",
    Rung.SENIOR: "the senior",
    Rung.DUTY: "the trust's person on duty",
    Rung.OWNER: "whoever runs this site",
}
CALLS: dict[CallState, str] = {
    CallState.QUEUED: "It is on its way",
    CallState.SENT: "It was sent",
    CallState.UNDELIVERABLE: "It could not be delivered",
    CallState.CANCELLED: "It was not needed any more",
}
# What happened, after the name of who did it; without one, after "The program".
EVENTS: dict[Event, str] = {
    Event.RAISED: "raised it",
    Event.REASON_ADDED: "added a reason",
    Event.REOPENED: "opened it again, for a new reason",
    Event.TAKEN: "took it",
    Event.RELEASED: "put it back",
    Event.LEASE_RAN_OUT: "put it back: the time of whoever had it ran out",
    Event.HANDED_OVER: "handed it over",
    Event.REFERRED: "referred it",
    Event.CLOSE_PROPOSED: "proposed to close it",
    Event.CLOSE_REFUSED: "did not agree to close it",
    Event.CLOSED: "closed it",
    Event.ESCALATED: "called the next person, since nobody had looked",
    Event.NOBODY_TO_CALL: "found nobody to call",
    Event.CALL_FAILED: "could not reach somebody",
    Event.NOTED: "wrote a note",
    Event.OPENED: "read what is covered",
    Event.CAME_SECOND: "came second: somebody else had just changed it",
}
# When each rung is called, for whoever sets the ladder.
RUNG_WORDS: dict[Rung, str] = {
    Rung.MODERATOR: "First: at once, together with whoever is on the rota",
    Rung.SENIOR: "Second: a senior, when nobody on the rota has looked",
    Rung.DUTY: "Third: the person on duty, at any hour",
    Rung.OWNER: "Last: whoever runs this site",
}
