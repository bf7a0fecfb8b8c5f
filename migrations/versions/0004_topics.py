"""Topics that relatives ask for."""

import sqlalchemy as sa
from alembic import op

from app.core.row_security import policy

revision = "0004_topics"
down_revision = "0003_local_resources"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "topics",
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("href", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trust_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('asked', 'listed', 'planned', 'written', 'declined')", name=op.f("ck_topics_state_known")
        ),
        sa.CheckConstraint("title <> '' AND length(title) <= 100", name=op.f("ck_topics_title_fits")),
        sa.CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name=op.f("ck_topics_decided_with_time")),
        sa.CheckConstraint(
            "(decided_at IS NULL) = (decided_by IS NULL)", name=op.f("ck_topics_decided_by_somebody")
        ),
        sa.CheckConstraint("state <> 'written' OR href <> ''", name=op.f("ck_topics_written_somewhere")),
        sa.CheckConstraint("state <> 'declined' OR answer <> ''", name=op.f("ck_topics_declined_with_reason")),
        sa.CheckConstraint(
            "state NOT IN ('declined', 'written') OR sealed IS NULL", name=op.f("ck_topics_nothing_kept_when_over")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_topics_from_one")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_topics_person_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["decided_by"], ["people.id"], name=op.f("fk_topics_decided_by")),
        sa.ForeignKeyConstraint(["trust_id"], ["trusts.id"], name=op.f("fk_topics_trust_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    op.create_table(
        "topic_votes",
        sa.Column("topic_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trust_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topic_votes_topic_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_topic_votes_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["trust_id"], ["trusts.id"], name=op.f("fk_topic_votes_trust_id")),
        sa.PrimaryKeyConstraint("topic_id", "person_id", name=op.f("pk_topic_votes")),
    )
    for table in ("topics", "topic_votes"):
        op.create_index(op.f(f"ix_{table}_trust_id"), table, ["trust_id"], unique=False)
        op.create_index(op.f(f"ix_{table}_person_id"), table, ["person_id"], unique=False)
        for statement in policy(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_table("topic_votes")
    op.drop_table("topics")
