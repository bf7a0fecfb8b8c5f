"""Search over the content."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006_search"
down_revision = "0005_toolbox"

_WORDS = (
    "setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', summary), 'B')"
    " || setweight(to_tsvector('english', body), 'C')"
)


def upgrade() -> None:
    op.create_table(
        "search_entries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("generation", sa.Text(), nullable=False),
        sa.Column("tsv", postgresql.TSVECTOR(), sa.Computed(_WORDS, persisted=True), nullable=False),
        sa.CheckConstraint("kind IN ('page', 'word', 'service')", name=op.f("ck_search_entries_kind_known")),
        sa.PrimaryKeyConstraint("kind", "name", name=op.f("pk_search_entries")),
    )
    op.create_index(op.f("ix_search_entries_tsv"), "search_entries", ["tsv"], unique=False, postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("search_entries")
