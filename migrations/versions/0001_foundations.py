"""The first tables, the wall between trusts, and the door that finds a session."""

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = '0001_foundations'
down_revision = None



# audit_entries too: its trust_id has no foreign key, but the wall is the same.
BEHIND_THE_WALL = (
    "audit_entries",
    "invitations",
    "outbound_mail",
    "page_progress",
    "people",
    "role_grants",
    "sign_in_sessions",
    "teams",
    "toolbox_items",
    "usage_days",
    "usage_events",
)

# The one way from a cookie to a person, in one statement: it may look past the wall for that one row, and leaves
# the transaction inside the wall of that person's trust. A session that idled or ended is not found.
FIND_SESSION = """
CREATE FUNCTION find_session(wanted bytea, at_moment timestamptz, idle interval)
RETURNS TABLE (
    person_id uuid, trust_id uuid, trust_name text, crisis_line_name text, crisis_line_number text,
    name text, email text, roles text[], team_ids uuid[], last_seen_at timestamptz)
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('holdfast.platform', 'sign-in', true);
    SELECT p.id, p.trust_id, t.name, t.crisis_line_name, t.crisis_line_number, p.name, p.email,
           ARRAY(SELECT DISTINCT g.role FROM role_grants g WHERE g.person_id = p.id ORDER BY 1),
           ARRAY(SELECT DISTINCT g.team_id FROM role_grants g WHERE g.person_id = p.id AND g.team_id IS NOT NULL),
           s.last_seen_at
    INTO person_id, trust_id, trust_name, crisis_line_name, crisis_line_number, name, email,
         roles, team_ids, last_seen_at
    FROM sign_in_sessions s JOIN people p ON p.id = s.person_id LEFT JOIN trusts t ON t.id = p.trust_id
    WHERE s.token_hash = wanted AND s.ends_at > at_moment AND s.last_seen_at > at_moment - idle
      AND p.closed_at IS NULL;
    PERFORM set_config('holdfast.platform', '', true), set_config('holdfast.trust_id', coalesce(trust_id::text, ''), true);
    IF person_id IS NOT NULL THEN
        RETURN NEXT;
    END IF;
END $$
"""

APPEND_ONLY = (
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail can only be added to'; END $$""",
    """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change()""",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table('audit_entries',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=True),
    sa.Column('details', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('previous_hash', sa.LargeBinary(), nullable=False),
    sa.Column('hash', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entries')),
    sa.UniqueConstraint('hash', name=op.f('uq_audit_entries_hash'))
    )
    op.create_index(op.f('ix_audit_entries_trust_id_id'), 'audit_entries', ['trust_id', 'id'], unique=False)
    op.create_table('trusts',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('crisis_line_name', sa.Text(), nullable=False),
    sa.Column('crisis_line_number', sa.Text(), nullable=False),
    sa.Column('is_demo', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trusts')),
    sa.UniqueConstraint('name', name=op.f('uq_trusts_name'))
    )
    op.create_table('outbound_mail',
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('recipient', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_error', sa.Text(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_outbound_mail_sent_with_time')),
    sa.CheckConstraint("state IN ('queued', 'sent', 'undeliverable', 'cancelled')", name=op.f('ck_outbound_mail_state_known')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_outbound_mail_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbound_mail'))
    )
    op.create_index('ix_outbound_mail_due', 'outbound_mail', ['due_at'], unique=False, postgresql_where="state = 'queued'")
    op.create_index(op.f('ix_outbound_mail_subject_id'), 'outbound_mail', ['subject_id'], unique=False)
    op.create_index(op.f('ix_outbound_mail_trust_id'), 'outbound_mail', ['trust_id'], unique=False)
    op.create_table('people',
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_people_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_people')),
    sa.UniqueConstraint('email', name=op.f('uq_people_email'))
    )
    op.create_index(op.f('ix_people_trust_id'), 'people', ['trust_id'], unique=False)
    op.create_table('teams',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_teams_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_teams')),
    sa.UniqueConstraint('trust_id', 'name', name=op.f('uq_teams_trust_id_name'))
    )
    op.create_index(op.f('ix_teams_trust_id'), 'teams', ['trust_id'], unique=False)
    op.create_table('usage_days',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('logins', sa.Integer(), nullable=False),
    sa.Column('visits', sa.Integer(), nullable=False),
    sa.Column('active_seconds', sa.Integer(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('modules', sa.Integer(), nullable=False),
    sa.Column('activities', sa.Integer(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_usage_days_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'day', name=op.f('pk_usage_days'))
    )
    op.create_index(op.f('ix_usage_days_trust_id'), 'usage_days', ['trust_id'], unique=False)
    op.create_table('usage_events',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('event', sa.Text(), nullable=False),
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('is_staff', sa.Boolean(), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("event IN ('session.started', 'page.opened', 'page.read', 'page.done', 'activity.saved', 'quiz.answered', 'toolbox.opened', 'invitation.created', 'invitation.accepted')", name=op.f('ck_usage_events_event_known')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_usage_events_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_usage_events'))
    )
    op.create_index('ix_usage_events_happened_at', 'usage_events', ['happened_at'], unique=False)
    op.create_index(op.f('ix_usage_events_person_id_happened_at'), 'usage_events', ['person_id', 'happened_at'], unique=False)
    op.create_index(op.f('ix_usage_events_trust_id'), 'usage_events', ['trust_id'], unique=False)
    op.create_table('invitations',
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('inviter_id', sa.Uuid(), nullable=False),
    sa.Column('repeats_id', sa.Uuid(), nullable=True),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('email', sa.Text(), nullable=False),
    sa.Column('first_name', sa.Text(), nullable=False),
    sa.Column('relationship', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('nonce', sa.Uuid(), nullable=False),
    sa.Column('failure', sa.Text(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('accepted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('declined_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(revoked_at IS NULL) = (state <> 'revoked')", name=op.f('ck_invitations_revoked_with_time')),
    sa.CheckConstraint("state IN ('drafted', 'queued', 'sent', 'undeliverable', 'opened', 'accepted', 'expired', 'declined', 'revoked')", name=op.f('ck_invitations_state_known')),
    sa.CheckConstraint('(accepted_at IS NULL) = (person_id IS NULL)', name=op.f('ck_invitations_accepted_by_somebody')),
    sa.ForeignKeyConstraint(['inviter_id'], ['people.id'], name=op.f('fk_invitations_inviter_id')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_invitations_person_id')),
    sa.ForeignKeyConstraint(['repeats_id'], ['invitations.id'], name=op.f('fk_invitations_repeats_id')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_invitations_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_invitations_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_invitations'))
    )
    op.create_index(op.f('ix_invitations_email'), 'invitations', ['email'], unique=False)
    op.create_index(op.f('ix_invitations_repeats_id'), 'invitations', ['repeats_id'], unique=False)
    op.create_index(op.f('ix_invitations_team_id_created_at'), 'invitations', ['team_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_invitations_trust_id'), 'invitations', ['trust_id'], unique=False)
    op.create_index('uq_invitations_live', 'invitations', ['trust_id', 'email'], unique=True, postgresql_where="state IN ('opened', 'queued', 'sent', 'undeliverable')")
    op.create_table('page_progress',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('module', sa.Text(), nullable=False),
    sa.Column('page', sa.Text(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_page_progress_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_page_progress_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'module', 'page', name=op.f('pk_page_progress'))
    )
    op.create_index(op.f('ix_page_progress_trust_id'), 'page_progress', ['trust_id'], unique=False)
    op.create_table('role_grants',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.Text(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("(trust_id IS NULL) = (role = 'platform_administrator')", name=op.f('ck_role_grants_only_platform_without_trust')),
    sa.CheckConstraint("role IN ('relative', 'clinician', 'supporter', 'moderator', 'safeguarding_lead', 'trust_lead', 'platform_administrator')", name=op.f('ck_role_grants_role_known')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_role_grants_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_role_grants_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_role_grants_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_role_grants')),
    sa.UniqueConstraint('person_id', 'role', 'team_id', name=op.f('uq_role_grants_person_id_role_team_id'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_role_grants_trust_id'), 'role_grants', ['trust_id'], unique=False)
    op.create_table('sign_in_sessions',
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('device', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_seen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_sign_in_sessions_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_sign_in_sessions_trust_id')),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_sign_in_sessions'))
    )
    op.create_index(op.f('ix_sign_in_sessions_person_id'), 'sign_in_sessions', ['person_id'], unique=False)
    op.create_index(op.f('ix_sign_in_sessions_trust_id'), 'sign_in_sessions', ['trust_id'], unique=False)
    op.create_table('toolbox_items',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('answer', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('lines', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('href', sa.Text(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_toolbox_items_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_toolbox_items_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_toolbox_items')),
    sa.UniqueConstraint('person_id', 'source', name=op.f('uq_toolbox_items_person_id_source'))
    )
    op.create_index(op.f('ix_toolbox_items_trust_id'), 'toolbox_items', ['trust_id'], unique=False)
    statements = [*policy("trusts", column="id"), FIND_SESSION, *APPEND_ONLY]
    for table in BEHIND_THE_WALL:
        statements += policy(table)
    for statement in statements:
        op.execute(statement)


def downgrade() -> None:
    op.drop_index(op.f('ix_toolbox_items_trust_id'), table_name='toolbox_items')
    op.drop_table('toolbox_items')
    op.drop_index(op.f('ix_sign_in_sessions_trust_id'), table_name='sign_in_sessions')
    op.drop_index(op.f('ix_sign_in_sessions_person_id'), table_name='sign_in_sessions')
    op.drop_table('sign_in_sessions')
    op.drop_index(op.f('ix_role_grants_trust_id'), table_name='role_grants')
    op.drop_table('role_grants')
    op.drop_index(op.f('ix_page_progress_trust_id'), table_name='page_progress')
    op.drop_table('page_progress')
    op.drop_index('uq_invitations_live', table_name='invitations', postgresql_where="state IN ('opened', 'queued', 'sent', 'undeliverable')")
    op.drop_index(op.f('ix_invitations_trust_id'), table_name='invitations')
    op.drop_index(op.f('ix_invitations_repeats_id'), table_name='invitations')
    op.drop_index(op.f('ix_invitations_team_id_created_at'), table_name='invitations')
    op.drop_index(op.f('ix_invitations_email'), table_name='invitations')
    op.drop_table('invitations')
    op.drop_index(op.f('ix_usage_events_trust_id'), table_name='usage_events')
    op.drop_index(op.f('ix_usage_events_person_id_happened_at'), table_name='usage_events')
    op.drop_index('ix_usage_events_happened_at', table_name='usage_events')
    op.drop_table('usage_events')
    op.drop_index(op.f('ix_usage_days_trust_id'), table_name='usage_days')
    op.drop_table('usage_days')
    op.drop_index(op.f('ix_teams_trust_id'), table_name='teams')
    op.drop_table('teams')
    op.drop_index(op.f('ix_people_trust_id'), table_name='people')
    op.drop_table('people')
    op.drop_index(op.f('ix_outbound_mail_trust_id'), table_name='outbound_mail')
    op.drop_index(op.f('ix_outbound_mail_subject_id'), table_name='outbound_mail')
    op.drop_index('ix_outbound_mail_due', table_name='outbound_mail', postgresql_where="state = 'queued'")
    op.drop_table('outbound_mail')
    op.drop_table('trusts')
    op.drop_index(op.f('ix_audit_entries_trust_id_id'), table_name='audit_entries')
    op.drop_table('audit_entries')
    op.execute("DROP FUNCTION find_session, refuse_change")
