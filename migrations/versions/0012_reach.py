"""Reach: many invitations at once, joining by code, mail that arrives, reminders, carers not yet asked, training."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = "0012_reach"
down_revision = "0011_messages"

_TABLES = (
    "digests",
    "digests_stopped",
    "guest_addresses",
    "invitation_lists",
    "mail_events",
    "mail_suppressions",
    "quiet_hours",
    "reminder_choices",
    "service_codes",
    "training_rounds",
    "practice_invitations",
    "carers",
    "invitation_list_rows",
    "reminders",
)
# What autogenerate does not see: rules between columns of tables that are there already.
_INVITATION_RULES = {
    "came_by_known": "came_by IN ('staff', 'list', 'code', 'open')",
    "invited_or_asked": "(inviter_id IS NULL) = (came_by IN ('code', 'open'))",
    "code_is_known": "(came_by = 'code') = (code_id IS NOT NULL)",
    "list_is_known": "(came_by = 'list') = (list_id IS NOT NULL)",
}


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table('digests',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('begins_on', sa.Date(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("kind IN ('team-week', 'lead-month')", name=op.f('ck_digests_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digests_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_digests_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_digests_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_digests')),
    sa.UniqueConstraint('kind', 'person_id', 'team_id', 'begins_on', name=op.f('uq_digests_kind_person_id_team_id_begins_on'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_digests_trust_id'), 'digests', ['trust_id'], unique=False)
    op.create_table('digests_stopped',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('stopped_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("kind IN ('team-week', 'lead-month')", name=op.f('ck_digests_stopped_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_digests_stopped_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_digests_stopped_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_digests_stopped'))
    )
    op.create_index(op.f('ix_digests_stopped_trust_id'), 'digests_stopped', ['trust_id'], unique=False)
    op.create_table('guest_addresses',
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['added_by'], ['people.id'], name=op.f('fk_guest_addresses_added_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_guest_addresses_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guest_addresses')),
    sa.UniqueConstraint('trust_id', 'email', name=op.f('uq_guest_addresses_trust_id_email'))
    )
    op.create_index(op.f('ix_guest_addresses_trust_id'), 'guest_addresses', ['trust_id'], unique=False)
    op.create_table('invitation_lists',
    sa.Column('uploaded_by', sa.Uuid(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('once', sa.Uuid(), nullable=False),
    sa.Column('file_name', sa.Text(), nullable=False),
    sa.Column('remarks', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('confirmed_by', sa.Uuid(), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'checked') = (confirmed_at IS NULL) OR state = 'thrown-away'", name=op.f('ck_invitation_lists_confirmed_with_time')),
    sa.CheckConstraint("(state IN ('finished', 'thrown-away')) = (ended_at IS NOT NULL)", name=op.f('ck_invitation_lists_ended_with_time')),
    sa.CheckConstraint("state IN ('checked', 'sending', 'paused', 'finished', 'thrown-away')", name=op.f('ck_invitation_lists_state_known')),
    sa.CheckConstraint('(confirmed_at IS NULL) = (confirmed_by IS NULL)', name=op.f('ck_invitation_lists_confirmed_by_somebody')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['people.id'], name=op.f('fk_invitation_lists_confirmed_by')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_invitation_lists_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_invitation_lists_trust_id')),
    sa.ForeignKeyConstraint(['uploaded_by'], ['people.id'], name=op.f('fk_invitation_lists_uploaded_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_lists')),
    sa.UniqueConstraint('uploaded_by', 'once', name=op.f('uq_invitation_lists_uploaded_by_once'))
    )
    op.create_index(op.f('ix_invitation_lists_state_created_at'), 'invitation_lists', ['state', 'created_at'], unique=False)
    op.create_index(op.f('ix_invitation_lists_team_id'), 'invitation_lists', ['team_id'], unique=False)
    op.create_index(op.f('ix_invitation_lists_trust_id'), 'invitation_lists', ['trust_id'], unique=False)
    op.create_table('mail_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.Column('mail_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("step IN ('queued', 'accepted', 'later', 'given-up', 'delivered', 'bounced', 'delayed', 'cancelled', 'suppressed')", name=op.f('ck_mail_events_step_known')),
    sa.ForeignKeyConstraint(['mail_id'], ['outbound_mail.id'], name=op.f('fk_mail_events_mail_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_mail_events_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_events'))
    )
    op.create_index(op.f('ix_mail_events_mail_id_id'), 'mail_events', ['mail_id', 'id'], unique=False)
    op.create_index(op.f('ix_mail_events_trust_id'), 'mail_events', ['trust_id'], unique=False)
    op.create_table('mail_suppressions',
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("reason IN ('bounced', 'stopped', 'complained', 'bereaved', 'withdrew')", name=op.f('ck_mail_suppressions_reason_known')),
    sa.ForeignKeyConstraint(['added_by'], ['people.id'], name=op.f('fk_mail_suppressions_added_by'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_mail_suppressions_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_suppressions')),
    sa.UniqueConstraint('trust_id', 'email', name=op.f('uq_mail_suppressions_trust_id_email'))
    )
    op.create_index(op.f('ix_mail_suppressions_trust_id'), 'mail_suppressions', ['trust_id'], unique=False)
    op.create_table('quiet_hours',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('quiet_from', sa.Integer(), nullable=False),
    sa.Column('quiet_until', sa.Integer(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('quiet_from BETWEEN 0 AND 23 AND quiet_until BETWEEN 0 AND 23', name=op.f('ck_quiet_hours_hours_of_a_day')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_quiet_hours_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_quiet_hours_trust_id')),
    sa.PrimaryKeyConstraint('person_id', name=op.f('pk_quiet_hours'))
    )
    op.create_index(op.f('ix_quiet_hours_trust_id'), 'quiet_hours', ['trust_id'], unique=False)
    op.create_table('reminder_choices',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("channel IN ('email', 'site', 'none')", name=op.f('ck_reminder_choices_channel_known')),
    sa.CheckConstraint("kind IN ('invitation', 'first-module', 'pause', 'check-in', 'answer')", name=op.f('ck_reminder_choices_kind_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminder_choices_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_reminder_choices_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'kind', name=op.f('pk_reminder_choices'))
    )
    op.create_index(op.f('ix_reminder_choices_trust_id'), 'reminder_choices', ['trust_id'], unique=False)
    op.create_table('service_codes',
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('made_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('works_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_by', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("code <> '' AND code = upper(code)", name=op.f('ck_service_codes_code_in_capitals')),
    sa.CheckConstraint('(revoked_at IS NULL) = (revoked_by IS NULL)', name=op.f('ck_service_codes_revoked_by_somebody')),
    sa.ForeignKeyConstraint(['made_by'], ['people.id'], name=op.f('fk_service_codes_made_by')),
    sa.ForeignKeyConstraint(['revoked_by'], ['people.id'], name=op.f('fk_service_codes_revoked_by')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_service_codes_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_service_codes_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service_codes')),
    sa.UniqueConstraint('code', name=op.f('uq_service_codes_code'))
    )
    op.create_index(op.f('ix_service_codes_team_id'), 'service_codes', ['team_id'], unique=False)
    op.create_index(op.f('ix_service_codes_trust_id'), 'service_codes', ['trust_id'], unique=False)
    op.create_index('uq_service_codes_newest', 'service_codes', ['team_id'], unique=True, postgresql_where='works_until IS NULL AND revoked_at IS NULL')
    op.create_table('training_rounds',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('begun_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('pages', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('practice_days', sa.Integer(), nullable=False),
    sa.Column('right_answers', sa.Integer(), nullable=True),
    sa.Column('passed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('passed_at IS NULL OR right_answers IS NOT NULL', name=op.f('ck_training_rounds_passed_with_answers')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_training_rounds_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_training_rounds_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_rounds'))
    )
    op.create_index(op.f('ix_training_rounds_person_id_passed_at'), 'training_rounds', ['person_id', 'passed_at'], unique=False)
    op.create_index(op.f('ix_training_rounds_trust_id'), 'training_rounds', ['trust_id'], unique=False)
    op.create_index('uq_training_rounds_open', 'training_rounds', ['person_id'], unique=True, postgresql_where='passed_at IS NULL')
    op.create_table('practice_invitations',
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('relative', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('invited_on', sa.Integer(), nullable=False),
    sa.Column('since', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['training_rounds.id'], name=op.f('fk_practice_invitations_round_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_practice_invitations_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_invitations')),
    sa.UniqueConstraint('round_id', 'relative', name=op.f('uq_practice_invitations_round_id_relative'))
    )
    op.create_index(op.f('ix_practice_invitations_trust_id'), 'practice_invitations', ['trust_id'], unique=False)
    op.create_table('carers',
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('initials', sa.Text(), nullable=False),
    sa.Column('reference', sa.Text(), nullable=False),
    sa.Column('identified_on', sa.Date(), nullable=False),
    sa.Column('offer', sa.Text(), nullable=False),
    sa.Column('offered_on', sa.Date(), nullable=True),
    sa.Column('way', sa.Text(), nullable=True),
    sa.Column('invitation_id', sa.Uuid(), nullable=True),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(offer = 'invited') = (invitation_id IS NOT NULL)", name=op.f('ck_carers_invited_with_invitation')),
    sa.CheckConstraint("(offer = 'not-yet') = (offered_on IS NULL)", name=op.f('ck_carers_offered_with_date')),
    sa.CheckConstraint("(offer = 'otherwise') = (way IS NOT NULL)", name=op.f('ck_carers_otherwise_with_way')),
    sa.CheckConstraint("offer IN ('not-yet', 'invited', 'otherwise', 'did-not-want')", name=op.f('ck_carers_offer_known')),
    sa.CheckConstraint("way IN ('card', 'talked', 'programme', 'earlier')", name=op.f('ck_carers_way_known')),
    sa.ForeignKeyConstraint(['added_by'], ['people.id'], name=op.f('fk_carers_added_by')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitations.id'], name=op.f('fk_carers_invitation_id')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_carers_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_carers_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_carers'))
    )
    op.create_index(op.f('ix_carers_team_id'), 'carers', ['team_id'], unique=False)
    op.create_index(op.f('ix_carers_trust_id'), 'carers', ['trust_id'], unique=False)
    op.create_index('uq_carers_reference', 'carers', ['team_id', 'reference'], unique=True, postgresql_where='removed_at IS NULL')
    op.create_table('invitation_list_rows',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('list_id', sa.Uuid(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('first_name', sa.Text(), nullable=False),
    sa.Column('relationship', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('skipped', sa.Text(), nullable=True),
    sa.Column('invitation_id', sa.Uuid(), nullable=True),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'invited') = (invitation_id IS NOT NULL)", name=op.f('ck_invitation_list_rows_invited_with_invitation')),
    sa.CheckConstraint("(state = 'skipped') = (skipped IS NOT NULL)", name=op.f('ck_invitation_list_rows_skipped_with_reason')),
    sa.CheckConstraint("skipped IN ('twice', 'invited-before', 'invited-otherwise', 'has-account', 'not-to-be-written-to', 'said-no', 'not-a-guest')", name=op.f('ck_invitation_list_rows_skipped_known')),
    sa.CheckConstraint("state IN ('ready', 'skipped', 'invited')", name=op.f('ck_invitation_list_rows_state_known')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitations.id'], name=op.f('fk_invitation_list_rows_invitation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['list_id'], ['invitation_lists.id'], name=op.f('fk_invitation_list_rows_list_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_invitation_list_rows_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitation_list_rows')),
    sa.UniqueConstraint('list_id', 'line', name=op.f('uq_invitation_list_rows_list_id_line'))
    )
    op.create_index('ix_invitation_list_rows_ready', 'invitation_list_rows', ['list_id', 'line'], unique=False, postgresql_where="state = 'ready'")
    op.create_index(op.f('ix_invitation_list_rows_trust_id'), 'invitation_list_rows', ['trust_id'], unique=False)
    op.create_table('reminders',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('channel', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.Integer(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('invitation_id', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('put_away_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("channel IN ('email', 'site', 'none')", name=op.f('ck_reminders_channel_known')),
    sa.CheckConstraint("kind IN ('invitation', 'first-module', 'pause', 'check-in', 'answer')", name=op.f('ck_reminders_kind_known')),
    sa.CheckConstraint('(person_id IS NULL) <> (invitation_id IS NULL)', name=op.f('ck_reminders_to_one_person')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitations.id'], name=op.f('fk_reminders_invitation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_reminders_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_reminders_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminders')),
    sa.UniqueConstraint('kind', 'subject_id', 'step', name=op.f('uq_reminders_kind_subject_id_step'))
    )
    op.create_index(op.f('ix_reminders_invitation_id'), 'reminders', ['invitation_id'], unique=False)
    op.create_index(op.f('ix_reminders_person_id_decided_at'), 'reminders', ['person_id', 'decided_at'], unique=False)
    op.create_index(op.f('ix_reminders_trust_id'), 'reminders', ['trust_id'], unique=False)
    op.add_column('invitations', sa.Column('came_by', sa.Text(), server_default='staff', nullable=False))
    op.add_column('invitations', sa.Column('code_id', sa.Uuid(), nullable=True))
    op.add_column('invitations', sa.Column('list_id', sa.Uuid(), nullable=True))
    op.alter_column('invitations', 'inviter_id',
               existing_type=sa.UUID(),
               nullable=True)
    op.create_index(op.f('ix_invitations_code_id'), 'invitations', ['code_id'], unique=False)
    op.create_index(op.f('ix_invitations_list_id'), 'invitations', ['list_id'], unique=False)
    op.create_foreign_key(op.f('fk_invitations_list_id'), 'invitations', 'invitation_lists', ['list_id'], ['id'], ondelete='RESTRICT')
    op.create_foreign_key(op.f('fk_invitations_code_id'), 'invitations', 'service_codes', ['code_id'], ['id'])
    op.add_column('outbound_mail', sa.Column('provider_id', sa.Text(), nullable=True))
    op.add_column('teams', sa.Column('takes_unsure', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.create_index('uq_teams_takes_unsure', 'teams', ['trust_id'], unique=True, postgresql_where='takes_unsure')
    op.add_column('trusts', sa.Column('live_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('trusts', sa.Column('open_joining', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    for name, rule in _INVITATION_RULES.items():
        op.create_check_constraint(op.f(f"ck_invitations_{name}"), "invitations", rule)
    op.drop_constraint(op.f("ck_outbound_mail_sent_with_time"), "outbound_mail")
    op.create_check_constraint(
        op.f("ck_outbound_mail_sent_with_time"), "outbound_mail", "state <> 'sent' OR sent_at IS NOT NULL"
    )
    # Whoever works with it already is live.
    op.execute("UPDATE trusts SET live_at = created_at")
    for table in _TABLES:
        for statement in policy(table):
            op.execute(statement)


def downgrade() -> None:
    for name in _INVITATION_RULES:
        op.drop_constraint(op.f(f"ck_invitations_{name}"), "invitations")
    for column in ("came_by", "code_id", "list_id"):
        op.drop_column("invitations", column)
    op.drop_column("trusts", "live_at")
    op.drop_column("trusts", "open_joining")
    op.drop_column("teams", "takes_unsure")
    for table in reversed(_TABLES):
        op.drop_table(table)
    # Invitations that nobody sent have no place in the tables before, nor have mails that nobody there can write.
    asked = "SELECT id FROM invitations WHERE inviter_id IS NULL"
    op.execute(f"UPDATE invitations SET repeats_id = NULL WHERE repeats_id IN ({asked})")
    op.execute("DELETE FROM invitations WHERE inviter_id IS NULL")
    op.alter_column("invitations", "inviter_id", nullable=False)
    op.execute("DELETE FROM outbound_mail WHERE kind IN ('join-confirm', 'join-has-account', 'reminder', 'team-week', 'lead-month')")
    op.drop_column("outbound_mail", "provider_id")
    op.drop_constraint(op.f("ck_outbound_mail_sent_with_time"), "outbound_mail")
    op.execute("UPDATE outbound_mail SET sent_at = NULL WHERE state <> 'sent'")
    op.create_check_constraint(
        op.f("ck_outbound_mail_sent_with_time"), "outbound_mail", "(state = 'sent') = (sent_at IS NOT NULL)"
    )
