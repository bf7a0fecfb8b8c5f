"""What the writer of a worrying text is told at once: that we have it, who looks and when, and whom to ring. Pure."""

from dataclasses import dataclass
from datetime import datetime

from app.trusts.hours import opening, wording
from app.trusts.hours.table import ServiceHours

NOT_FOR_EMERGENCIES = "We are not an emergency service. If somebody is in danger, please do not wait for us."


@dataclass(frozen=True, slots=True)
class Receipt:
    """A heading and sentences, for ui.safety_answer; the numbers to ring stand below them."""

    heading: str
    sentences: tuple[str, ...]


def receipt(
    *,
    looks_now: bool,
    due_at: datetime,
    hours: ServiceHours,
    readers: str,
    somebody_paged: bool,
    now: datetime,
    verb: str = "wrote",
) -> Receipt:
    """The answer to a text that a person must look at now (`looks_now`) or today.

    `readers` are those who look, such as "the team at Riverside". `somebody_paged`: the person on duty was alerted.
    `verb`: what the writer did, "wrote" or "answered".
    """
    is_open = opening.is_open(hours, at=now)
    closed = () if is_open else (wording.reading(hours, now=now),)
    looks = _looks(readers, due_at, now=now, paged=looks_now and somebody_paged, is_open=is_open)
    concern = f"From what you {verb}, somebody may not be safe." if looks_now else f"What you {verb} sounds hard."
    return Receipt("We have received it", (concern, *closed, looks, NOT_FOR_EMERGENCIES))


def _looks(readers: str, due_at: datetime, *, now: datetime, paged: bool, is_open: bool) -> str:
    due = wording.by(due_at, now=now)
    if paged and not is_open:
        return (
            f"We have told the person on duty for {readers}. They should look at it {due}. "
            "We cannot promise that they can."
        )
    return f"A person from {readers} should look at it {due}."
