"""Keeps what is searched the same as what is shown."""

from sqlalchemy import delete, insert, text
from sqlalchemy.orm import Session

from app.directory.content import Directory
from app.modules.content.library import Library
from app.search import entries, queries
from app.search.models import SearchEntry

_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('holdfast search'))")


def refresh(session: Session, *, library: Library, directory: Directory) -> bool:
    """Makes the rows new if the content is not what they were made from; says whether it did. Readers never wait."""
    generation = entries.digest(library, directory)
    if queries.generation(session) == generation:
        return False
    session.execute(_ONE_AT_A_TIME)
    # Another process may have done it while this one waited.
    if queries.generation(session) == generation:
        return False
    session.execute(delete(SearchEntry))
    rows = [each.row | {"generation": generation} for each in entries.of(library, directory)]
    if rows:
        session.execute(insert(SearchEntry), rows)
    return True
