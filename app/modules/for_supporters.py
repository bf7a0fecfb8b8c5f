"""What supporters see of a relative's progress: which modules, begun or finished, and nothing of what is in them."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.modules import queries, rules
from app.modules.content.library import Library


def progress_of(session: Session, *, library: Library, person_id: UUID) -> list[tuple[str, str]]:
    """The modules that somebody has begun, in their order, each with "begun" or "finished"."""
    seen = queries.seen(session, person_id=person_id)
    found = [(module, rules.progress(module, rules.in_module(module, seen))) for module in library.modules]
    return [
        (module.title, "finished" if progress.is_finished else "begun")
        for module, progress in found
        if progress.is_begun
    ]
