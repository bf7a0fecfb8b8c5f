"""What moderators read: lines of the queue, who has what, what was done, and words with what the program noticed marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.core.templating import date_and_time, long_date
from app.forum import staff_words
from app.forum.queries.acts import Done
from app.forum.queries.conduct import Noted, Stop, Written
from app.forum.queries.reviews import ReviewLine, Told, Words
from app.forum.queries.viewer import Viewer
from app.forum.rules.moderation import LEASE, ReviewState
from app.risk import detector, marking
from app.risk.detector import Channel
from app.trusts.hours import wording

Names = Mapping[UUID, str]
_DANGER = {detector.Urgency.LOOK_NOW, detector.Urgency.LOOK_TODAY}
_SHORT = 160  # characters of a post in a list


@dataclass(frozen=True)
class Line:
    """A review in the queue or at the top of its page."""

    id: UUID
    title: str
    about: str
    kind: str
    colour: str
    is_overdue: bool
    due: str


@dataclass(frozen=True)
class Shown:
    """What was written, why the program noticed it, and whether it is covered first."""

    heading: str
    pieces: list[marking.Piece]
    reasons: tuple[str, ...]
    is_hard: bool


@dataclass(frozen=True)
class Step:
    """One thing that was done."""

    when: str
    sentence: str
    words: str
    href: str = ""  # where it was done, for whoever looks at a member


@dataclass(frozen=True)
class StopLine:
    """A time in which a member may not write or come in."""

    id: UUID
    words: str
    runs: bool


def people_of(lines: Iterable[ReviewLine], acts: Iterable[Done] = ()) -> set[UUID]:
    """Everybody whose name is asked for; those of other trusts are not found."""
    found = {who for line in lines for who in (line.taken_by, line.done_by) if who}
    return found | {each.moderator_id for each in acts}


def line(review: ReviewLine, *, names: Names, viewer: Viewer, now: datetime) -> Line:
    """One review, without what was written."""
    kind, colour = staff_words.KINDS[review.kind]
    about = f"By {review.writer}, on {review.board}."
    due = _due(review, names=names, viewer=viewer, now=now)
    return Line(review.id, review.title, about, kind, colour, review.is_overdue(now=now), due)


def where(review: ReviewLine) -> str:
    """What others see of the post, and why it waits."""
    why = staff_words.HELD_FOR[review.held_for] if review.held_for else ""
    return f"{staff_words.POSTS[review.post_state]} {why}".strip()


def lease_words(*, now: datetime) -> str:
    """What taking it means."""
    return f"Others then leave it to you {wording.until(now + LEASE, now=now)}. You can also decide without that."


def shown(words: Words) -> Shown:
    """What stands in the post, read again by the program."""
    whole = detector.assess(f"{words.heading}\n\n{words.text}".strip(), channel=Channel.FORUM)
    spans = detector.assess(words.text, channel=Channel.FORUM).spans if whole.reasons else ()
    hard = bool({whole.urgency, *whole.also} & _DANGER)
    return Shown(
        words.heading, list(marking.pieces(words.text, [(span.start, span.end) for span in spans])), whole.reasons, hard
    )


def earlier(words: Words) -> dict[str, str]:
    """What stood in it before an edit."""
    return {"when": date_and_time(words.at), "heading": words.heading, "text": words.text}


def told(report: Told) -> Step:
    """What a member reported, without who it was."""
    return Step(date_and_time(report.at), staff_words.REPORTED[report.reason], report.words)


def step(act: Done, *, names: Names, viewer: Viewer, linked: bool = False) -> Step:
    """One thing that a moderator did; `linked` to where it was done."""
    who = name(act.moderator_id, names=names, viewer=viewer)
    why = f": {staff_words.REASONS[act.reason]}" if act.reason else ""
    until = f" until {date_and_time(act.until)}" if act.until else ""
    sentence = f"{who} {staff_words.DONE_BY_MODERATOR[act.verb]}{until}{why}."
    return Step(date_and_time(act.at), sentence, act.words, _href(act) if linked else "")


def stop(each: Stop, *, now: datetime) -> StopLine:
    """A time without writing, or without the forum."""
    place = f"on {each.board}" if each.board else "everywhere"
    runs = each.runs(now=now)
    end = "Ended early" if each.lifted_at else ("Until" if runs else "Ended on")
    at = date_and_time(each.lifted_at or each.until)
    lead = f"{staff_words.SANCTIONS[each.kind]}, {place}."
    return StopLine(each.id, f"{lead} {end}{': ' if each.lifted_at else ' '}{at}.", runs)


def box(post: Written) -> dict[str, str]:
    """One post of a member, to tick."""
    text = post.text if len(post.text) <= _SHORT else f"{post.text[:_SHORT].rstrip()} …"
    hint = f"In “{post.title}”. {long_date(post.at)}, {post.board}. {staff_words.POSTS[post.state]}"
    return {"value": str(post.id), "name": f"post-{post.id}", "text": text, "hint": hint}


def noted(note: Noted, *, names: Names, viewer: Viewer) -> Step:
    """What a colleague wrote down."""
    who = name(note.by, names=names, viewer=viewer)
    return Step(date_and_time(note.at), f"{who} wrote:", note.words or "This note is not kept any more.")


def name(who: UUID | None, *, names: Names, viewer: Viewer) -> str:
    """Who a moderator is to the viewer; never the name of another trust's."""
    if who is None:
        return "Somebody"
    return "You" if who == viewer.person_id else names.get(who, staff_words.OTHER_TRUST)


def was_first(who: UUID | None, *, names: Names, viewer: Viewer) -> str:
    """What somebody who came second is told."""
    if who is None:
        return "This has changed while you had it open. Read it again, then decide."
    return f"{name(who, names=names, viewer=viewer)} was first. Look at what has changed, then decide."


def _href(act: Done) -> str:
    if act.post_id:
        return f"/staff/moderation/posts/{act.post_id}"
    return f"/staff/moderation/threads/{act.thread_id}" if act.thread_id else ""


def _due(review: ReviewLine, *, names: Names, viewer: Viewer, now: datetime) -> str:
    if review.state is ReviewState.DONE:
        who = name(review.done_by, names=names, viewer=viewer) if review.done_by else ""
        lead = f"{who} decided" if who else "It was closed"
        return f"{lead} on {date_and_time(review.done_at)}." if review.done_at else "Done."
    if review.taken_by and review.lease_until and review.lease_until > now:
        who = name(review.taken_by, names=names, viewer=viewer)
        verb = "look" if who == "You" else "looks"
        return f"{who} {verb} at it {wording.until(review.lease_until, now=now)}."
    lead = "Nobody looked" if review.is_overdue(now=now) else "Look at it"
    return f"{lead} {wording.by(review.due_at, now=now)}."
