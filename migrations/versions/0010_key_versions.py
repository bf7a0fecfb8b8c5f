"""Keys can be changed: each says which key opens it."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection, text

from app.core import encryption
from app.core.encryption import Unreadable
from app.core.errors import SettingsError
from app.keys.key import roots
from app.keys.root import WRONG

revision = "0010_key_versions"
down_revision = "0009_forum"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("trust_keys", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("trust_keys", "version", server_default=None)
    op.add_column("trust_keys", sa.Column("locked_by", sa.Text(), nullable=True))
    _say_which_root_key(op.get_bind())
    op.alter_column("trust_keys", "locked_by", nullable=False)
    op.drop_constraint(op.f("pk_trust_keys"), "trust_keys")
    op.create_primary_key(op.f("pk_trust_keys"), "trust_keys", ["trust_id", "version"])
    op.create_check_constraint(op.f("ck_trust_keys_from_one"), "trust_keys", "version >= 1")
    op.add_column("data_keys", sa.Column("trust_key_version", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("data_keys", "trust_key_version", server_default=None)
    op.create_foreign_key(
        op.f("fk_data_keys_trust_key_version"),
        "data_keys",
        "trust_keys",
        ["trust_key_version", "trust_id"],
        ["version", "trust_id"],
    )


def _say_which_root_key(connection: Connection) -> None:
    """Until now there was one root key, or nobody could read anything."""
    for row in connection.execute(text("SELECT trust_id, wrapped FROM trust_keys")).all():
        named = {"trust_id": row.trust_id, "locked_by": _opener(row.wrapped, place=f"trust-key/{row.trust_id}")}
        connection.execute(text("UPDATE trust_keys SET locked_by = :locked_by WHERE trust_id = :trust_id"), named)


def _opener(wrapped: bytes, *, place: str) -> str:
    for name, root in roots().items():
        try:
            encryption.unseal(root, wrapped, place=place)
        except Unreadable:
            continue
        return name
    raise SettingsError(WRONG)


def downgrade() -> None:
    # Refused by the primary key while a trust has two keys: finish `holdfast keys rotate` first.
    op.drop_constraint(op.f("fk_data_keys_trust_key_version"), "data_keys")
    op.drop_column("data_keys", "trust_key_version")
    op.drop_constraint(op.f("ck_trust_keys_from_one"), "trust_keys")
    op.drop_constraint(op.f("pk_trust_keys"), "trust_keys")
    op.create_primary_key(op.f("pk_trust_keys"), "trust_keys", ["trust_id"])
    op.drop_column("trust_keys", "locked_by")
    op.drop_column("trust_keys", "version")
