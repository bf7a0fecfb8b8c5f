"""What is searched: the content's own words, the same for everybody."""

from sqlalchemy import CheckConstraint, Computed, Index
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base

# As PostgreSQL itself writes it, so that the table can be compared with this.
_WORDS = (
    "(setweight(to_tsvector('english'::regconfig, title), 'A'::\"char\")"
    " || setweight(to_tsvector('english'::regconfig, summary), 'B'::\"char\"))"
    " || setweight(to_tsvector('english'::regconfig, body), 'C'::\"char\")"
)


class SearchEntry(Base):
    """One page, word or helpline. It belongs to no trust and holds nothing about anybody, so no wall stands round it."""

    __tablename__ = "search_entries"
    __table_args__ = (
        CheckConstraint("kind IN ('page', 'word', 'service')", name="kind_known"),
        Index(None, "tsv", postgresql_using="gin"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    # What it is called where it was loaded from, such as "what-is-psychosis/is-it-my-fault".
    name: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    summary: Mapped[str]
    body: Mapped[str]
    # The digest of everything that was loaded; the same in every row.
    generation: Mapped[str]
    tsv: Mapped[str] = mapped_column(TSVECTOR, Computed(_WORDS, persisted=True))
