"""Messages: conversations with the supporters, what waits to be sent, notes, and what happened to each."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = "0011_messages"
down_revision = "0010_key_versions"

_TABLES = (
    "message_acts",
    "canned_replies",
    "conversations",
    "message_drafts",
    "message_promises",
    "message_understandings",
    "supervision_points",
    "supporter_profiles",
    "message_notes",
    "message_openings",
    "message_replies",
    "messages",
    "supporter_minutes",
)
_APPEND_ONLY = """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON message_acts
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""
_OLD_EVENTS = (
    "event IN ('session.started', 'page.opened', 'page.read', 'page.done', 'activity.saved', 'quiz.answered', "
    "'toolbox.opened', 'item.shared', 'thread.opened', 'post.written', 'invitation.created', 'invitation.accepted'"
)
_EVENTS = _OLD_EVENTS + ", 'conversation.opened', 'message.written')"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table('message_acts',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('act', sa.Text(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('facts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("act IN ('started', 'wrote', 'answered', 'said_by_program', 'read', 'taken', 'assigned', 'released', 'handed_over', 'snoozed', 'woken', 'closed', 'opened_again', 'noted', 'reply_put_by', 'reply_approved', 'reply_sent_back', 'reply_cancelled', 'overdue_told', 'flagged', 'glass_asked', 'glass_allowed', 'glass_refused', 'glass_read', 'words_destroyed')", name=op.f('ck_message_acts_act_known')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_acts_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_acts'))
    )
    op.create_index('ix_message_acts_answered', 'message_acts', ['trust_id', 'happened_at'], unique=False, postgresql_where="act = 'answered'")
    op.create_index(op.f('ix_message_acts_conversation_id_id'), 'message_acts', ['conversation_id', 'id'], unique=False)
    op.create_index(op.f('ix_message_acts_trust_id'), 'message_acts', ['trust_id'], unique=False)
    op.create_table('canned_replies',
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("title <> '' AND text <> ''", name=op.f('ck_canned_replies_says_something')),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_canned_replies_changed_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_canned_replies_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_canned_replies'))
    )
    op.create_index(op.f('ix_canned_replies_trust_id'), 'canned_replies', ['trust_id'], unique=False)
    op.create_index('uq_canned_replies_title', 'canned_replies', ['trust_id', 'title'], unique=True, postgresql_where='removed_at IS NULL')
    op.create_table('conversations',
    sa.Column('relative_id', sa.Uuid(), nullable=True),
    sa.Column('sealed_topic', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('last_number', sa.Integer(), nullable=False),
    sa.Column('seen_number', sa.Integer(), nullable=False),
    sa.Column('relative_seen_number', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('escalation', sa.Text(), nullable=False),
    sa.Column('next_escalation_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('snoozed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_conversations_closed_at_a_time')),
    sa.CheckConstraint("(state = 'waiting') = (waiting_since IS NOT NULL)", name=op.f('ck_conversations_waiting_since_a_time')),
    sa.CheckConstraint("escalation IN ('none', 'second', 'lead')", name=op.f('ck_conversations_escalation_known')),
    sa.CheckConstraint("state IN ('waiting', 'answered', 'closed')", name=op.f('ck_conversations_state_known')),
    sa.CheckConstraint('(waiting_since IS NULL) = (due_at IS NULL)', name=op.f('ck_conversations_due_while_waiting')),
    sa.CheckConstraint('last_number >= 0 AND seen_number <= last_number', name=op.f('ck_conversations_seen_what_is_there')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_conversations_from_one')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.id'], name=op.f('fk_conversations_owner_id')),
    sa.ForeignKeyConstraint(['relative_id'], ['people.id'], name=op.f('fk_conversations_relative_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_conversations_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_conversations'))
    )
    op.create_index('ix_conversations_inbox', 'conversations', ['trust_id', 'state', 'due_at'], unique=False)
    op.create_index('ix_conversations_overdue', 'conversations', ['next_escalation_at'], unique=False, postgresql_where='next_escalation_at IS NOT NULL')
    op.create_index(op.f('ix_conversations_owner_id'), 'conversations', ['owner_id'], unique=False)
    op.create_index(op.f('ix_conversations_relative_id'), 'conversations', ['relative_id'], unique=False)
    op.create_index(op.f('ix_conversations_trust_id'), 'conversations', ['trust_id'], unique=False)
    op.create_table('message_drafts',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_message_drafts_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_drafts_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_drafts'))
    )
    op.create_index(op.f('ix_message_drafts_trust_id'), 'message_drafts', ['trust_id'], unique=False)
    op.create_index('uq_message_drafts_place', 'message_drafts', ['person_id', 'place'], unique=True)
    op.create_table('message_promises',
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.Column('days', sa.Integer(), nullable=False),
    sa.Column('set_by', sa.Uuid(), nullable=True),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('days BETWEEN 1 AND 10', name=op.f('ck_message_promises_days_within_reason')),
    sa.ForeignKeyConstraint(['set_by'], ['people.id'], name=op.f('fk_message_promises_set_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_promises_trust_id')),
    sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_message_promises'))
    )
    op.create_table('message_understandings',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_message_understandings_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_understandings_trust_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_message_understandings'))
    )
    op.create_index(op.f('ix_message_understandings_trust_id'), 'message_understandings', ['trust_id'], unique=False)
    op.create_table('supervision_points',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('discussed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_supervision_points_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_supervision_points_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supervision_points'))
    )
    op.create_index(op.f('ix_supervision_points_person_id_written_at'), 'supervision_points', ['person_id', 'written_at'], unique=False)
    op.create_index(op.f('ix_supervision_points_trust_id'), 'supervision_points', ['trust_id'], unique=False)
    op.create_table('supporter_profiles',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('shown_name', sa.Text(), nullable=False),
    sa.Column('story', sa.Text(), nullable=False),
    sa.Column('picture', sa.LargeBinary(), nullable=True),
    sa.Column('picture_type', sa.Text(), nullable=True),
    sa.Column('is_shown', sa.Boolean(), nullable=False),
    sa.Column('in_training', sa.Boolean(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("picture_type IN ('image/jpeg', 'image/png')", name=op.f('ck_supporter_profiles_picture_type_known')),
    sa.CheckConstraint('(picture IS NULL) = (picture_type IS NULL)', name=op.f('ck_supporter_profiles_picture_with_type')),
    sa.CheckConstraint('octet_length(picture) <= 400000', name=op.f('ck_supporter_profiles_picture_small')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_supporter_profiles_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_supporter_profiles_trust_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_supporter_profiles'))
    )
    op.create_index(op.f('ix_supporter_profiles_trust_id'), 'supporter_profiles', ['trust_id'], unique=False)
    op.create_table('message_notes',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_message_notes_author_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_message_notes_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_notes_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_notes'))
    )
    op.create_index(op.f('ix_message_notes_conversation_id'), 'message_notes', ['conversation_id'], unique=False)
    op.create_index(op.f('ix_message_notes_trust_id'), 'message_notes', ['trust_id'], unique=False)
    op.create_table('message_openings',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('category', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('tells_relative', sa.Boolean(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('allowed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('refused_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("category IN ('danger_to_life', 'safeguarding_child', 'safeguarding_adult', 'serious_incident', 'complaint', 'court_or_law')", name=op.f('ck_message_openings_category_known')),
    sa.CheckConstraint('(allowed_at IS NULL) OR (refused_at IS NULL)', name=op.f('ck_message_openings_one_decision')),
    sa.CheckConstraint('(decided_by IS NOT NULL) = (allowed_at IS NOT NULL OR refused_at IS NOT NULL)', name=op.f('ck_message_openings_decided_by_somebody')),
    sa.CheckConstraint('asked_by <> decided_by', name=op.f('ck_message_openings_two_people')),
    sa.ForeignKeyConstraint(['asked_by'], ['people.id'], name=op.f('fk_message_openings_asked_by')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_message_openings_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['decided_by'], ['people.id'], name=op.f('fk_message_openings_decided_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_openings_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_openings'))
    )
    op.create_index(op.f('ix_message_openings_conversation_id'), 'message_openings', ['conversation_id'], unique=False)
    op.create_index(op.f('ix_message_openings_trust_id'), 'message_openings', ['trust_id'], unique=False)
    op.create_table('message_replies',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('seen_number', sa.Integer(), nullable=False),
    sa.Column('once', sa.Uuid(), nullable=False),
    sa.Column('send_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('reader_id', sa.Uuid(), nullable=True),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('back_because', sa.Text(), nullable=True),
    sa.Column('sealed_advice', sa.LargeBinary(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'scheduled') <= (send_at IS NOT NULL)", name=op.f('ck_message_replies_scheduled_for_a_time')),
    sa.CheckConstraint("(state = 'sent_back') <= (back_because IS NOT NULL)", name=op.f('ck_message_replies_sent_back_for_a_reason')),
    sa.CheckConstraint("back_because IN ('reader', 'wrote_again', 'answered', 'writer_left')", name=op.f('ck_message_replies_back_because_known')),
    sa.CheckConstraint("state IN ('for_second_reader', 'scheduled', 'sent_back', 'sent', 'cancelled')", name=op.f('ck_message_replies_state_known')),
    sa.CheckConstraint('(reader_id IS NULL) = (read_at IS NULL)', name=op.f('ck_message_replies_reader_with_time')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_message_replies_from_one')),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_message_replies_author_id')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_message_replies_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['reader_id'], ['people.id'], name=op.f('fk_message_replies_reader_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_message_replies_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_message_replies'))
    )
    op.create_index(op.f('ix_message_replies_conversation_id'), 'message_replies', ['conversation_id'], unique=False)
    op.create_index('ix_message_replies_due', 'message_replies', ['send_at'], unique=False, postgresql_where="state = 'scheduled'")
    op.create_index(op.f('ix_message_replies_trust_id'), 'message_replies', ['trust_id'], unique=False)
    op.create_table('messages',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('once', sa.Uuid(), nullable=True),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('after_hours', sa.Boolean(), nullable=False),
    sa.Column('detector', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(kind = 'automatic') OR (once IS NOT NULL)", name=op.f('ck_messages_sent_once')),
    sa.CheckConstraint("kind IN ('relative', 'supporter', 'automatic')", name=op.f('ck_messages_kind_known')),
    sa.CheckConstraint('number >= 1', name=op.f('ck_messages_from_one')),
    sa.ForeignKeyConstraint(['author_id'], ['people.id'], name=op.f('fk_messages_author_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_messages_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_messages_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages')),
    sa.UniqueConstraint('conversation_id', 'number', name=op.f('uq_messages_conversation_id_number')),
    sa.UniqueConstraint('conversation_id', 'once', name=op.f('uq_messages_conversation_id_once'))
    )
    op.create_index(op.f('ix_messages_trust_id'), 'messages', ['trust_id'], unique=False)
    op.create_table('supporter_minutes',
    sa.Column('conversation_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('minutes BETWEEN 1 AND 600', name=op.f('ck_supporter_minutes_within_a_day')),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversations.id'], name=op.f('fk_supporter_minutes_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_supporter_minutes_person_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_supporter_minutes_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supporter_minutes'))
    )
    op.create_index(op.f('ix_supporter_minutes_conversation_id'), 'supporter_minutes', ['conversation_id'], unique=False)
    op.create_index(op.f('ix_supporter_minutes_trust_id'), 'supporter_minutes', ['trust_id'], unique=False)
    op.create_index(op.f('ix_supporter_minutes_trust_id_day'), 'supporter_minutes', ['trust_id', 'day'], unique=False)
    op.add_column('service_hours', sa.Column('other', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False))
    op.drop_constraint(op.f("ck_usage_events_event_known"), "usage_events")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", _EVENTS)
    op.execute(_APPEND_ONLY)
    for table in _TABLES:
        for statement in policy(table):
            op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_usage_events_event_known"), "usage_events")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", _OLD_EVENTS + ")")
    op.drop_column("service_hours", "other")
    for table in reversed(_TABLES):
        op.drop_table(table)
