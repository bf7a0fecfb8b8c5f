"""What a relative keeps is locked; notes, pages and sharing."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Connection, text

from app.core import clock, encryption
from app.keys.key import unwrap, wrap_data_key, wrap_trust_key

revision = "0005_toolbox"
down_revision = "0004_topics"

_EVENTS = (
    "event IN ('session.started', 'page.opened', 'page.read', 'page.done', 'activity.saved', 'quiz.answered', "
    "'toolbox.opened', 'item.shared', 'invitation.created', 'invitation.accepted')"
)
_OLD = text("SELECT id, trust_id, person_id, source, title, answer, lines, href FROM toolbox_items ORDER BY trust_id")
_LOCK = text("UPDATE toolbox_items SET sealed = :sealed WHERE id = :id")
_TRUST_KEY = text("INSERT INTO trust_keys (trust_id, wrapped, created_at) VALUES (:trust_id, :wrapped, :now)")
_DATA_KEY = text(
    "INSERT INTO data_keys (owner_id, trust_id, wrapped, created_at) VALUES (:owner_id, :trust_id, :wrapped, :now)"
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("toolbox_items", sa.Column("kind", sa.Text(), nullable=False, server_default="answer"))
    op.alter_column("toolbox_items", "kind", server_default=None)
    op.add_column("toolbox_items", sa.Column("sealed", sa.LargeBinary(), nullable=True))
    op.add_column("toolbox_items", sa.Column("version", sa.Integer(), nullable=True))
    op.add_column("toolbox_items", sa.Column("shared_with", sa.Uuid(), nullable=True))
    op.add_column("toolbox_items", sa.Column("shared_at", sa.DateTime(timezone=True), nullable=True))
    op.create_foreign_key(
        op.f("fk_toolbox_items_shared_with"), "toolbox_items", "teams", ["shared_with"], ["id"]
    )
    op.create_index(op.f("ix_toolbox_items_shared_with"), "toolbox_items", ["shared_with"], unique=False)
    op.create_check_constraint(
        op.f("ck_toolbox_items_kind_known"), "toolbox_items", "kind IN ('answer', 'page', 'note', 'about')"
    )
    op.create_check_constraint(
        op.f("ck_toolbox_items_shared_with_time"), "toolbox_items", "(shared_with IS NULL) = (shared_at IS NULL)"
    )
    op.drop_constraint(op.f("ck_usage_events_event_known"), "usage_events")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", _EVENTS)
    _lock_all(op.get_bind())
    op.alter_column("toolbox_items", "sealed", nullable=False)
    for column in ("title", "answer", "lines", "href"):
        op.drop_column("toolbox_items", column)
    # A column that is dropped stays in the table's file until the rows are written anew.
    op.execute("CLUSTER toolbox_items USING pk_toolbox_items")
    op.execute("ALTER TABLE toolbox_items SET WITHOUT CLUSTER")


def _lock_all(connection: Connection) -> None:
    """Locks what was kept in plain words before."""
    trust_secrets: dict[object, bytes] = {}
    data_keys: dict[object, bytes] = {}
    now = clock.now()
    for row in connection.execute(_OLD).all():
        if row.trust_id not in trust_secrets:
            secret = trust_secrets[row.trust_id] = encryption.new_key()
            wrapped = wrap_trust_key(secret, trust_id=row.trust_id)
            connection.execute(_TRUST_KEY, {"trust_id": row.trust_id, "wrapped": wrapped, "now": now})
        names = {"trust_id": row.trust_id, "owner_id": row.person_id}
        trust_secret = trust_secrets[row.trust_id]
        if row.person_id not in data_keys:
            data_keys[row.person_id] = wrap_data_key(encryption.new_key(), trust_secret=trust_secret, **names)
            connection.execute(_DATA_KEY, {**names, "wrapped": data_keys[row.person_id], "now": now})
        key = unwrap(data_keys[row.person_id], trust_secret=trust_secret, **names)
        kept = {"title": row.title, "answer": row.answer, "lines": row.lines, "href": row.href, "card": []}
        connection.execute(_LOCK, {"id": row.id, "sealed": key.seal(kept, place=row.source)})


def downgrade() -> None:
    raise RuntimeError("What relatives kept is locked now; there is no way back to plain words.")
