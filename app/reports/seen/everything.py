"""All parts in order, for the page and for the file that a relative can take out."""

from typing import Any

from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.reports.seen import coming, talking, using
from app.reports.seen.parts import Part
from app.reports.seen.using import Progress

# What no page of staff shows. tests/reports/seen walks them all.
NOBODY = (
    (
        "what you answer in a module, your plans and notes, and what you wrote about the person you support, unless you "
        "share it"
    ),
    (
        "which check-ins you fill in, what you answer and what comes of it, unless you share it or take part in research. If one answer says that "
        "somebody may be in danger, a person is told of that answer: you are told so before you begin"
    ),
    "which pages you read, and when you visit; of what you write to others they see the time",
    "what you search for",
    "what you began to write and did not send",
    "which reminders you chose, and whether you opened an email",
)


def parts(session: Session, *, user: SignedIn, progress: Progress) -> list[Part]:
    """What staff see about this relative; `progress` is what supporters see of it."""
    return [
        *coming.parts(session, user=user),
        *using.parts(session, user=user, progress=progress),
        *talking.parts(session, user=user),
    ]


def taken_out(session: Session, *, user: SignedIn, progress: Progress) -> list[dict[str, Any]]:
    """The same as data."""
    return [part.as_data() for part in parts(session, user=user, progress=progress)]
