"""Check-ins, questionnaires and research of a trust, network maps, and what was made ready of check-ins."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = "0015_check_ins"
down_revision = "0014_ready_uptake"

_TABLES = (
    "check_in_reports",
    "check_ins",
    "network_maps",
    "research_studies",
    "trust_instruments",
    "network_copies",
    "research_consents",
)
_OLD_EVENTS = """
    'session.started', 'page.opened', 'page.read', 'page.done', 'module.completed', 'activity.saved',
    'quiz.answered', 'toolbox.opened', 'item.shared', 'thread.opened', 'post.written',
    'conversation.opened', 'message.written', 'invitation.created', 'invitation.accepted'"""
_NEW_EVENTS = "'plan.saved', 'check-in.finished', 'map.changed'"
_OLD_KINDS = "'answer', 'page', 'note', 'about'"
_NEW_KINDS = "'plan', 'check-in', 'map'"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _know("usage_events", "event", f"{_OLD_EVENTS}, {_NEW_EVENTS}")
    _know("toolbox_items", "kind", f"{_OLD_KINDS}, {_NEW_KINDS}")
    op.create_table('check_in_reports',
    sa.Column('instrument', sa.Text(), nullable=False),
    sa.Column('shown', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('counted_to', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_check_in_reports_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_in_reports')),
    sa.UniqueConstraint('trust_id', 'instrument', name=op.f('uq_check_in_reports_trust_id_instrument'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_check_in_reports_trust_id'), 'check_in_reports', ['trust_id'], unique=False)
    op.create_table('check_ins',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('instrument', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('language', sa.Text(), nullable=False),
    sa.Column('time_point', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('finished_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("time_point IN ('start', 'week_12', 'week_24', 'own')", name=op.f('ck_check_ins_time_point_known')),
    sa.CheckConstraint('finished_at IS NULL OR finished_at >= started_at', name=op.f('ck_check_ins_finished_later')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_check_ins_revised_from_one')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_check_ins_from_one')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_check_ins_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_check_ins_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_check_ins'))
    )
    op.create_index(op.f('ix_check_ins_person_id_finished_at'), 'check_ins', ['person_id', 'finished_at'], unique=False)
    op.create_index(op.f('ix_check_ins_trust_id'), 'check_ins', ['trust_id'], unique=False)
    op.create_index('uq_check_ins_open', 'check_ins', ['person_id', 'instrument'], unique=True, postgresql_where='finished_at IS NULL')
    op.create_index('uq_check_ins_time_point', 'check_ins', ['person_id', 'instrument', 'time_point'], unique=True, postgresql_where="time_point <> 'own'")
    op.create_table('network_maps',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('whose', sa.Text(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("whose IN ('mine', 'theirs')", name=op.f('ck_network_maps_whose_known')),
    sa.CheckConstraint('revision >= 1', name=op.f('ck_network_maps_from_one')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_network_maps_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_network_maps_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_maps')),
    sa.UniqueConstraint('person_id', 'whose', name=op.f('uq_network_maps_person_id_whose'))
    )
    op.create_index(op.f('ix_network_maps_trust_id'), 'network_maps', ['trust_id'], unique=False)
    op.create_table('research_studies',
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('approval', sa.Text(), nullable=False),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('opened_by', sa.Uuid(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('(closed_at IS NULL) = (closed_by IS NULL)', name=op.f('ck_research_studies_closed_by_somebody')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_research_studies_from_one')),
    sa.ForeignKeyConstraint(['closed_by'], ['people.id'], name=op.f('fk_research_studies_closed_by')),
    sa.ForeignKeyConstraint(['opened_by'], ['people.id'], name=op.f('fk_research_studies_opened_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_research_studies_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_research_studies')),
    sa.UniqueConstraint('trust_id', 'version', name=op.f('uq_research_studies_trust_id_version'))
    )
    op.create_index(op.f('ix_research_studies_trust_id'), 'research_studies', ['trust_id'], unique=False)
    op.create_index('uq_research_studies_open', 'research_studies', ['trust_id'], unique=True, postgresql_where='closed_at IS NULL')
    op.create_table('trust_instruments',
    sa.Column('instrument', sa.Text(), nullable=False),
    sa.Column('is_on', sa.Boolean(), nullable=False),
    sa.Column('licence_number', sa.Text(), nullable=True),
    sa.Column('licence_holder', sa.Text(), nullable=True),
    sa.Column('licence_expires_on', sa.Date(), nullable=True),
    sa.Column('words', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('(licence_number IS NULL) = (licence_expires_on IS NULL)', name=op.f('ck_trust_instruments_licence_with_end')),
    sa.CheckConstraint('(licence_number IS NULL) = (licence_holder IS NULL)', name=op.f('ck_trust_instruments_licence_whole')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_trust_instruments_from_one')),
    sa.CheckConstraint('words IS NULL OR licence_number IS NOT NULL', name=op.f('ck_trust_instruments_words_with_licence')),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_trust_instruments_changed_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_trust_instruments_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trust_instruments')),
    sa.UniqueConstraint('trust_id', 'instrument', name=op.f('uq_trust_instruments_trust_id_instrument'))
    )
    op.create_index(op.f('ix_trust_instruments_trust_id'), 'trust_instruments', ['trust_id'], unique=False)
    op.create_table('network_copies',
    sa.Column('map_id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('kept_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['map_id'], ['network_maps.id'], name=op.f('fk_network_copies_map_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_network_copies_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network_copies'))
    )
    op.create_index(op.f('ix_network_copies_map_id_kept_at'), 'network_copies', ['map_id', 'kept_at'], unique=False)
    op.create_index(op.f('ix_network_copies_trust_id'), 'network_copies', ['trust_id'], unique=False)
    op.create_table('research_consents',
    sa.Column('study_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('pseudonym', sa.Text(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_research_consents_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['study_id'], ['research_studies.id'], name=op.f('fk_research_consents_study_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_research_consents_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_research_consents')),
    sa.UniqueConstraint('pseudonym', name=op.f('uq_research_consents_pseudonym'))
    )
    op.create_index(op.f('ix_research_consents_trust_id'), 'research_consents', ['trust_id'], unique=False)
    op.create_index('uq_research_consents_live', 'research_consents', ['person_id', 'study_id'], unique=True, postgresql_where='withdrawn_at IS NULL')
    for table in _TABLES:
        for statement in policy(table):
            op.execute(statement)


def _know(table: str, column: str, words: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{column}_known"), table)
    op.create_check_constraint(op.f(f"ck_{table}_{column}_known"), table, f"{column} IN ({words})")


def downgrade() -> None:
    op.execute(f"DELETE FROM usage_events WHERE event IN ({_NEW_EVENTS})")
    # What somebody made stays theirs; under the nearest older name.
    op.execute(f"UPDATE toolbox_items SET kind = 'answer' WHERE kind IN ({_NEW_KINDS})")
    _know("usage_events", "event", _OLD_EVENTS)
    _know("toolbox_items", "kind", _OLD_KINDS)
    for table in reversed(_TABLES):
        op.drop_table(table)
