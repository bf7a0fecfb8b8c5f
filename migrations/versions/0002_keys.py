"""Keys that lock what relatives keep."""

import sqlalchemy as sa
from alembic import op

from app.core.row_security import policy

revision = "0002_keys"
down_revision = "0001_foundations"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "trust_keys",
        sa.Column("trust_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["trust_id"], ["trusts.id"], name=op.f("fk_trust_keys_trust_id")),
        sa.PrimaryKeyConstraint("trust_id", name=op.f("pk_trust_keys")),
    )
    op.create_table(
        "data_keys",
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trust_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["trust_id"], ["trusts.id"], name=op.f("fk_data_keys_trust_id")),
        sa.PrimaryKeyConstraint("owner_id", name=op.f("pk_data_keys")),
    )
    op.create_index(op.f("ix_data_keys_trust_id"), "data_keys", ["trust_id"], unique=False)
    for statement in (*policy("trust_keys"), *policy("data_keys")):
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("data_keys")
    op.drop_table("trust_keys")
