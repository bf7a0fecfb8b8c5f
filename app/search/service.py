"""Keeps what is searched the same as what is shown."""

from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from app.core import turns
from app.core.turns import Turn
from app.directory.content import Directory
from app.modules.content.library import Library
from app.search import entries, queries
from app.search.models import SearchEntry


def refresh(session: Session, *, library: Library, directory: Directory) -> bool:
    """Makes the rows new if the content is not what they were made from; says whether it did. Readers never wait."""
    generation = entries.digest(library, directory)
    if queries.generation(session) == generation:
        return False
    turns.wait(session, Turn.SEARCH)
    # Another process may have done it while this one waited.
    if queries.generation(session) == generation:
        return False
    session.execute(delete(SearchEntry))
    rows = [each.row | {"generation": generation} for each in entries.of(library, directory)]
    if rows:
        session.execute(insert(SearchEntry), rows)
    return True
