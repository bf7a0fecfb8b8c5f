"""Reads of what is searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.search.entries import START, STOP
from app.search.models import SearchEntry

# The tail of what has only some of the words is chance.
MOST_PAGES, MOST_PAGES_LOOSELY, MOST_OTHERS = 20, 10, 10

_GENERATION = select(SearchEntry.generation).limit(1)
# Content and the trust's own help in one statement. Titles weigh most, then words that stand close together. A page
# brings its words, the found ones marked.
_STRICT = """
WITH asked AS (SELECT websearch_to_tsquery('english', :words) AS query),
local AS (
    SELECT id, to_tsvector('english', concat_ws(' ', name, purpose, array_to_string(needs, ' '))) AS tsv
    FROM local_resources WHERE trust_id = :trust_id AND withdrawn_at IS NULL
),
hits AS (
    SELECT kind, name, concat_ws(E'\\n', summary, body) AS words, ts_rank_cd(tsv, query, 1) AS rank
    FROM search_entries, asked WHERE tsv @@ query
    UNION ALL
    SELECT 'local', id::text, '', ts_rank_cd(tsv, query, 1) FROM local, asked WHERE tsv @@ query
),
ranked AS (SELECT *, row_number() OVER (PARTITION BY kind ORDER BY rank DESC, name) AS place FROM hits)
SELECT kind, name, CASE WHEN kind = 'page' THEN ts_headline('english', words, query, :marks) ELSE '' END AS words
FROM ranked, asked WHERE place <= CASE WHEN kind = 'page' THEN :most_pages ELSE :most_others END
ORDER BY kind, place
"""
_FOUND = text(_STRICT)
_LOOSELY = text(_STRICT.replace("websearch_to_tsquery", "to_tsquery").replace("ts_rank_cd", "ts_rank"))
_LIMITS = {"marks": f"HighlightAll=true, StartSel={START}, StopSel={STOP}", "most_others": MOST_OTHERS}
# Words that stand nowhere, and so may be spelled in another way here.
_UNKNOWN = text("""
SELECT word FROM unnest(CAST(:words AS text[])) AS word, plainto_tsquery('english', word) AS query
WHERE numnode(query) > 0 AND NOT EXISTS (SELECT FROM search_entries WHERE tsv @@ query)
""")
_TITLES = select(SearchEntry.title)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found. `words` are a page's, with the found ones between START and STOP."""

    kind: str
    name: str
    words: str


def generation(session: Session) -> str | None:
    """The digest of the content that the rows were made from."""
    return session.scalar(_GENERATION)


def hits(session: Session, *, trust_id: UUID, words: str) -> list[Hit]:
    """What has all the words, by kind and the best first. Quotes, "or" and a hyphen do what they do elsewhere."""
    rows = session.execute(_FOUND, {"words": words, "trust_id": trust_id, "most_pages": MOST_PAGES, **_LIMITS})
    return [Hit(*row) for row in rows]


def hits_loosely(session: Session, *, trust_id: UUID, beginnings: Sequence[str]) -> list[Hit]:
    """What has one of the words, or one that begins with it; `beginnings` hold letters and digits only."""
    query = " | ".join(f"'{each}':*" for each in beginnings)
    limits = {"most_pages": MOST_PAGES_LOOSELY, **_LIMITS}
    rows = session.execute(_LOOSELY, {"words": query, "trust_id": trust_id, **limits})
    return [Hit(*row) for row in rows]


def unknown(session: Session, *, words: Sequence[str]) -> list[str]:
    """Which of these words stand nowhere in the content."""
    return list(session.scalars(_UNKNOWN, {"words": list(words)}))


def titles(session: Session) -> list[str]:
    """What everything is called, for guessing what was meant."""
    return list(session.scalars(_TITLES))
