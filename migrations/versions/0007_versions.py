"""Which version of a module somebody last read."""

import sqlalchemy as sa
from alembic import op

revision = "0007_versions"
down_revision = "0006_search"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # Every module was at version 1 when this was written.
    op.add_column("page_progress", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("page_progress", "version", server_default=None)
    op.create_check_constraint("from_one", "page_progress", "version >= 1")


def downgrade() -> None:
    op.drop_column("page_progress", "version")
