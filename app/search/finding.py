"""From a question to what is shown: first what has every word, then what has some, then what may have been meant."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.directory import presenters as directory_presenters
from app.directory import queries as directory_queries
from app.directory.content import Directory, Route
from app.modules.content.library import Library
from app.search import presenters, queries, tools, wording
from app.search.presenters import Found
from app.search.queries import Hit
from app.search.tools import Tool

NOTHING = Found()
FEW = 3  # with fewer things that have every word, it looks for each word by itself too


def find(
    session: Session,
    *,
    question: str,
    trust_id: UUID,
    library: Library,
    directory: Directory,
    to_make: Iterable[Tool],
    today: date,
) -> Found:
    """One statement when enough has every word, and one more when something is near the reader; five at most."""
    asked = wording.asked(question)
    strict = queries.hits(session, trust_id=trust_id, words=asked)
    words = wording.beginnings(asked)
    more = _more(session, strict, trust_id, words) if words and len(strict) < FEW else []
    explained = presenters.explained(library, question)
    hits = [*strict, *more]
    return Found(
        pages=presenters.pages(hits, library),
        tools=tools.found(to_make, wording.beginnings(question)),
        words=presenters.words(hits, library, first=explained),
        services=presenters.services(
            hits,
            national={route.id: route for route in directory.routes(today=today)},
            local=_local(session, hits, trust_id, today),
        ),
        loosely=bool(more),
        meant=_meant(session, question, words) if words and not strict else "",
        is_word=explained is not None,
    )


def _more(session: Session, strict: list[Hit], trust_id: UUID, words: list[str]) -> list[Hit]:
    there = {(hit.kind, hit.name) for hit in strict}
    loosely = queries.hits_loosely(session, trust_id=trust_id, beginnings=words)
    return [hit for hit in loosely if (hit.kind, hit.name) not in there]


def _local(session: Session, hits: list[Hit], trust_id: UUID, today: date) -> dict[str, Route]:
    if not any(hit.kind == "local" for hit in hits):
        return {}
    resources = directory_queries.by_name(session, trust_id=trust_id)
    return {str(each.id): directory_presenters.local(each, today=today) for each in resources}


def _meant(session: Session, question: str, words: list[str]) -> str:
    unknown = queries.unknown(session, words=words)
    return wording.meant(question, unknown=unknown, titles=queries.titles(session)) if unknown else ""
