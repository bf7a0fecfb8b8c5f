"""Flags, their history and whom they called; and a trust's hours, clocks, rota and duty contacts."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from app.core.row_security import policy

revision = "0008_flags"
down_revision = "0007_versions"

_TABLES = ("duty_contacts", "clocks", "flags", "rota", "service_hours", "flag_calls", "flag_events")
# The function is older: the audit trail has it, too.
_APPEND_ONLY = """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON flag_events
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table('duty_contacts',
        sa.Column('rung', sa.Text(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('email', sa.Text(), nullable=False),
        sa.Column('webhook', sa.Text(), nullable=True),
        sa.Column('active', sa.Boolean(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("name <> '' AND email <> ''", name=op.f('ck_duty_contacts_can_be_reached')),
        sa.CheckConstraint("rung IN ('moderator', 'senior', 'duty', 'owner')", name=op.f('ck_duty_contacts_rung_known')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_duty_contacts_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_duty_contacts'))
    )
    op.create_index(op.f('ix_duty_contacts_trust_id'), 'duty_contacts', ['trust_id'], unique=False)
    op.create_table('clocks',
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.Column('look_now', sa.Integer(), nullable=False),
        sa.Column('look_today', sa.Integer(), nullable=False),
        sa.Column('hold_conduct', sa.Integer(), nullable=False),
        sa.Column('hold_identity', sa.Integer(), nullable=False),
        sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('set_by', sa.Uuid(), nullable=False),
        sa.CheckConstraint('look_now BETWEEN 5 AND 480 AND look_today BETWEEN 15 AND 2400 AND hold_conduct BETWEEN 15 AND 2400 AND hold_identity BETWEEN 1 AND 10', name=op.f('ck_clocks_within_reason')),
        sa.ForeignKeyConstraint(['set_by'], ['people.id'], name=op.f('fk_clocks_set_by')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_clocks_trust_id')),
        sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_clocks'))
    )
    op.create_table('flags',
        sa.Column('source', sa.Text(), nullable=False),
        sa.Column('subject_kind', sa.Text(), nullable=False),
        sa.Column('subject_id', sa.Uuid(), nullable=False),
        sa.Column('writer_id', sa.Uuid(), nullable=True),
        sa.Column('urgency', sa.Text(), nullable=False),
        sa.Column('needs_two', sa.Boolean(), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('taken_by', sa.Uuid(), nullable=True),
        sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('first_closer', sa.Uuid(), nullable=True),
        sa.Column('outcome', sa.Text(), nullable=True),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('closed_by', sa.Uuid(), nullable=True),
        sa.Column('escalation', sa.Integer(), nullable=False),
        sa.Column('next_escalation_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_flags_closed_with_time')),
        sa.CheckConstraint("(state = 'taken') = (lease_until IS NOT NULL)", name=op.f('ck_flags_taken_with_lease')),
        sa.CheckConstraint("NOT (needs_two AND state = 'closed') OR (first_closer IS NOT NULL AND first_closer <> closed_by)", name=op.f('ck_flags_closed_by_two')),
        sa.CheckConstraint("NOT needs_two OR urgency = 'look_now'", name=op.f('ck_flags_two_for_look_now')),
        sa.CheckConstraint("outcome IN ('no_concern', 'kept_an_eye_on', 'talked_with', 'team_told', 'emergency_called', 'safeguarding_started', 'words_mended')", name=op.f('ck_flags_outcome_known')),
        sa.CheckConstraint("outcome IS NULL OR state IN ('closed', 'awaiting_second')", name=op.f('ck_flags_outcome_at_the_end')),
        sa.CheckConstraint("source IN ('detector', 'report', 'staff', 'questionnaire', 'missed_duty')", name=op.f('ck_flags_source_known')),
        sa.CheckConstraint("state <> 'awaiting_second' OR first_closer IS NOT NULL", name=op.f('ck_flags_proposed_by_somebody')),
        sa.CheckConstraint("state <> 'closed' OR outcome IS NOT NULL", name=op.f('ck_flags_closed_with_outcome')),
        sa.CheckConstraint("state IN ('new', 'taken', 'awaiting_second', 'referred', 'closed')", name=op.f('ck_flags_state_known')),
        sa.CheckConstraint("subject_kind IN ('topic', 'post', 'message', 'check_in', 'told_to_staff')", name=op.f('ck_flags_subject_kind_known')),
        sa.CheckConstraint("urgency IN ('look_now', 'look_today', 'hold_conduct', 'hold_identity')", name=op.f('ck_flags_urgency_known')),
        sa.CheckConstraint('(closed_at IS NULL) = (closed_by IS NULL)', name=op.f('ck_flags_closed_by_somebody')),
        sa.CheckConstraint('(taken_by IS NULL) = (lease_until IS NULL)', name=op.f('ck_flags_taken_by_somebody')),
        sa.CheckConstraint('escalation BETWEEN 0 AND 3', name=op.f('ck_flags_on_the_ladder')),
        sa.CheckConstraint('version >= 1', name=op.f('ck_flags_from_one')),
        sa.ForeignKeyConstraint(['closed_by'], ['people.id'], name=op.f('fk_flags_closed_by')),
        sa.ForeignKeyConstraint(['first_closer'], ['people.id'], name=op.f('fk_flags_first_closer')),
        sa.ForeignKeyConstraint(['taken_by'], ['people.id'], name=op.f('fk_flags_taken_by')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_flags_trust_id')),
        sa.ForeignKeyConstraint(['writer_id'], ['people.id'], name=op.f('fk_flags_writer_id'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_flags'))
    )
    op.create_index('ix_flags_lease_until', 'flags', ['lease_until'], unique=False, postgresql_where='lease_until IS NOT NULL')
    op.create_index('ix_flags_next_escalation_at', 'flags', ['next_escalation_at'], unique=False, postgresql_where='next_escalation_at IS NOT NULL')
    op.create_index(op.f('ix_flags_trust_id'), 'flags', ['trust_id'], unique=False)
    op.create_index(op.f('ix_flags_trust_id_due_at'), 'flags', ['trust_id', 'due_at'], unique=False)
    op.create_index(op.f('ix_flags_writer_id'), 'flags', ['writer_id'], unique=False)
    op.create_index('uq_flags_open_subject', 'flags', ['subject_kind', 'subject_id'], unique=True, postgresql_where="state <> 'closed'")
    op.create_table('rota',
        sa.Column('person_id', sa.Uuid(), nullable=False),
        sa.Column('weekday', sa.Integer(), nullable=False),
        sa.Column('starts', sa.Time(), nullable=False),
        sa.Column('ends', sa.Time(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("starts < ends OR ends = '00:00'", name=op.f('ck_rota_begins_first')),
        sa.CheckConstraint('weekday BETWEEN 0 AND 6', name=op.f('ck_rota_day_of_week')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_rota_person_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_rota_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_rota'))
    )
    op.create_index(op.f('ix_rota_person_id'), 'rota', ['person_id'], unique=False)
    op.create_index(op.f('ix_rota_trust_id'), 'rota', ['trust_id'], unique=False)
    op.create_table('service_hours',
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.Column('days', JSONB(), nullable=False),
        sa.Column('division', sa.Text(), nullable=True),
        sa.Column('closed', JSONB(), nullable=False),
        sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('set_by', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['set_by'], ['people.id'], name=op.f('fk_service_hours_set_by')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_service_hours_trust_id')),
        sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_service_hours'))
    )
    op.create_table('flag_calls',
        sa.Column('flag_id', sa.Uuid(), nullable=False),
        sa.Column('rung', sa.Text(), nullable=False),
        sa.Column('channel', sa.Text(), nullable=False),
        sa.Column('recipient', sa.Text(), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('attempts', sa.Integer(), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('last_error', sa.Text(), nullable=True),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_flag_calls_sent_with_time')),
        sa.CheckConstraint("channel IN ('mail', 'webhook')", name=op.f('ck_flag_calls_channel_known')),
        sa.CheckConstraint("rung IN ('moderator', 'senior', 'duty', 'owner')", name=op.f('ck_flag_calls_rung_known')),
        sa.CheckConstraint("state IN ('queued', 'sent', 'undeliverable', 'cancelled')", name=op.f('ck_flag_calls_state_known')),
        sa.ForeignKeyConstraint(['flag_id'], ['flags.id'], name=op.f('fk_flag_calls_flag_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_flag_calls_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_flag_calls'))
    )
    op.create_index('ix_flag_calls_due', 'flag_calls', ['due_at'], unique=False, postgresql_where="state = 'queued' AND channel = 'webhook'")
    op.create_index(op.f('ix_flag_calls_flag_id'), 'flag_calls', ['flag_id'], unique=False)
    op.create_index(op.f('ix_flag_calls_trust_id'), 'flag_calls', ['trust_id'], unique=False)
    op.create_table('flag_events',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('flag_id', sa.Uuid(), nullable=False),
        sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('event', sa.Text(), nullable=False),
        sa.Column('actor_id', sa.Uuid(), nullable=True),
        sa.Column('from_state', sa.Text(), nullable=True),
        sa.Column('to_state', sa.Text(), nullable=True),
        sa.Column('facts', JSONB(), nullable=False),
        sa.Column('reason_key', sa.Text(), nullable=True),
        sa.Column('sealed', sa.LargeBinary(), nullable=True),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("event IN ('raised', 'reason_added', 'reopened', 'taken', 'released', 'lease_ran_out', 'handed_over', 'referred', 'close_proposed', 'close_refused', 'closed', 'escalated', 'nobody_to_call', 'call_failed', 'noted', 'opened', 'came_second')", name=op.f('ck_flag_events_event_known')),
        sa.ForeignKeyConstraint(['flag_id'], ['flags.id'], name=op.f('fk_flag_events_flag_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_flag_events_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_flag_events'))
    )
    op.create_index(op.f('ix_flag_events_actor_id_event'), 'flag_events', ['actor_id', 'event'], unique=False)
    op.create_index(op.f('ix_flag_events_flag_id_id'), 'flag_events', ['flag_id', 'id'], unique=False)
    op.create_index(op.f('ix_flag_events_trust_id'), 'flag_events', ['trust_id'], unique=False)
    op.create_index('uq_flag_events_reason', 'flag_events', ['flag_id', 'reason_key'], unique=True, postgresql_where='reason_key IS NOT NULL')
    op.execute(_APPEND_ONLY)
    for table in _TABLES:
        for statement in policy(table):
            op.execute(statement)


def downgrade() -> None:
    for table in reversed(_TABLES):
        op.drop_table(table)
