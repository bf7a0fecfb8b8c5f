"""Local helplines and services; and no trust without its crisis line."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = "0003_local_resources"
down_revision = "0002_keys"

# As they were on this day; a later need is a later migration.
NEEDS = (
    "'talk', 'carers', 'psychosis', 'bipolar', 'meeting-others', 'young-people', 'suicide', 'domestic-abuse', 'missing', "
    "'drugs-and-alcohol', 'money', 'rights', 'housing', 'work', 'faith-and-culture'"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "local_resources",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("needs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("next_check", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by", sa.Uuid(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trust_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("number <> '' OR website <> ''", name=op.f("ck_local_resources_can_be_reached")),
        sa.CheckConstraint(
            f"cardinality(needs) > 0 AND needs <@ ARRAY[{NEEDS}]", name=op.f("ck_local_resources_needs_known")
        ),
        sa.CheckConstraint("next_check >= checked_on", name=op.f("ck_local_resources_checked_in_order")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name=op.f("ck_local_resources_withdrawn_by_somebody")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["people.id"], name=op.f("fk_local_resources_created_by")),
        sa.ForeignKeyConstraint(["updated_by"], ["people.id"], name=op.f("fk_local_resources_updated_by")),
        sa.ForeignKeyConstraint(["withdrawn_by"], ["people.id"], name=op.f("fk_local_resources_withdrawn_by")),
        sa.ForeignKeyConstraint(["trust_id"], ["trusts.id"], name=op.f("fk_local_resources_trust_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_resources")),
    )
    op.create_index(op.f("ix_local_resources_trust_id"), "local_resources", ["trust_id"], unique=False)
    for statement in policy("local_resources"):
        op.execute(statement)
    op.create_check_constraint(
        op.f("ck_trusts_crisis_line_is_there"), "trusts", "crisis_line_name <> '' AND crisis_line_number <> ''"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_trusts_crisis_line_is_there"), "trusts", type_="check")
    op.drop_table("local_resources")
