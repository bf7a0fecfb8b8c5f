"""Figures: usage events in one part for each month, visits and modules by day, workload, implementation, caseloads."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from app.core.row_security import policy

revision = "0013_figures"
down_revision = "0012_reach"

_TABLES = (
    "usage_kept",
    "usage_module_days",
    "usage_visits",
    "use_reports",
    "activity_codes",
    "caseloads",
    "implementation_tasks",
    "improvements",
    "nomad_rounds",
    "nomad_texts",
    "running_costs",
    "suggestions",
    "work_weeks",
    "nomad_drafts",
    "nomad_repliers",
    "nomad_replies",
)
_OLD_KINDS = (
    "subject_kind IN ('topic', 'post', 'message', 'check_in', 'told_to_staff', 'told_to_moderators', 'complaint'"
)
_COLUMNS = (
    ("page_progress", "completed_at"),
    ("people", "is_test"),
    ("people", "test_asked_at"),
    ("trusts", "usage_months"),
)
_COUNTS = ("toolbox", "shares", "threads", "posts", "conversations", "messages")
_EVENTS = """
    'session.started', 'page.opened', 'page.read', 'page.done', 'module.completed', 'activity.saved',
    'quiz.answered', 'toolbox.opened', 'item.shared', 'thread.opened', 'post.written',
    'conversation.opened', 'message.written', 'invitation.created', 'invitation.accepted'"""

# A table of parts cannot be made of one that is there: the rows move. The number is a sequence's, since PostgreSQL 15
# and 16 know no identity columns in such tables.
_EVENT_TABLE = f"""
CREATE TABLE usage_events (
    id bigint NOT NULL DEFAULT nextval('usage_events_number'),
    person_id uuid NOT NULL,
    event text NOT NULL CONSTRAINT ck_usage_events_event_known CHECK (event IN ({_EVENTS})),
    subject text NOT NULL,
    is_staff boolean NOT NULL,
    happened_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    trust_id uuid NOT NULL CONSTRAINT fk_usage_events_trust_id REFERENCES trusts (id),
    CONSTRAINT pk_usage_events PRIMARY KEY (id, happened_at)
) PARTITION BY RANGE (happened_at)"""
_EVENT_INDEXES = (
    "CREATE INDEX ix_usage_events_person_id_happened_at ON usage_events (person_id, happened_at)",
    "CREATE INDEX ix_usage_events_recorded_at ON usage_events (recorded_at)",
    "CREATE INDEX ix_usage_events_trust_id ON usage_events (trust_id)",
)
# The parts stand in a schema that the program's role may not enter: it reads and writes through the whole table only,
# behind that table's policy. What lies outside all months (a clock that is years wrong) is kept in a part of its own.
_PARTS = (
    "CREATE SCHEMA usage_parts",
    "CREATE TABLE usage_parts.other PARTITION OF usage_events DEFAULT",
    """
CREATE FUNCTION make_usage_part(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    part text := 'of_' || to_char(day, 'YYYY_MM');
    begins timestamptz := date_trunc('month', day)::timestamp AT TIME ZONE 'UTC';
    ends timestamptz := (date_trunc('month', day) + interval '1 month')::timestamp AT TIME ZONE 'UTC';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('usage parts'));
    IF to_regclass('usage_parts.' || part) IS NULL THEN
        -- Made apart and then attached: nobody who writes has to wait. What came before its part was there moves into it.
        EXECUTE format('CREATE TABLE usage_parts.%I (LIKE public.usage_events INCLUDING ALL)', part);
        EXECUTE format(
            'WITH moved AS (DELETE FROM usage_parts.other WHERE happened_at >= %L AND happened_at < %L RETURNING *)'
            ' INSERT INTO usage_parts.%I SELECT * FROM moved', begins, ends, part);
        EXECUTE format(
            'ALTER TABLE public.usage_events ATTACH PARTITION usage_parts.%I FOR VALUES FROM (%L) TO (%L)',
            part, begins, ends);
    END IF;
END $$""",
    """
CREATE FUNCTION drop_empty_usage_parts(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    part text;
    is_filled boolean;
    dropped integer := 0;
BEGIN
    FOR part IN SELECT relname FROM pg_class WHERE relnamespace = 'usage_parts'::regnamespace AND relkind = 'r'
                AND relname LIKE 'of\\_%' AND relname < 'of_' || to_char(before, 'YYYY_MM') LOOP
        EXECUTE format('LOCK TABLE usage_parts.%I IN SHARE MODE', part);
        EXECUTE format('SELECT EXISTS (SELECT FROM usage_parts.%I)', part) INTO is_filled;
        IF NOT is_filled THEN
            EXECUTE format('DROP TABLE usage_parts.%I', part);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END $$""",
)


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    _divide_events()
    for count in _COUNTS:
        op.add_column("usage_days", sa.Column(count, sa.Integer(), nullable=False, server_default="0"))
        op.alter_column("usage_days", count, server_default=None)
    op.create_index(op.f("ix_usage_days_trust_id_day"), "usage_days", ["trust_id", "day"], unique=False)
    op.create_table('usage_roll_ups',
    sa.Column('id', sa.SmallInteger(), autoincrement=False, nullable=False),
    sa.Column('counted_to', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_usage_roll_ups_one_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_usage_roll_ups'))
    )
    op.create_table('usage_kept',
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.Column('first_day', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_usage_kept_trust_id')),
    sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_usage_kept'))
    )
    op.create_table('usage_module_days',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('module', sa.Text(), nullable=False),
    sa.Column('pages', sa.Integer(), nullable=False),
    sa.Column('active_seconds', sa.Integer(), nullable=False),
    sa.Column('is_viewed', sa.Boolean(), nullable=False),
    sa.Column('is_completed', sa.Boolean(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_usage_module_days_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'day', 'module', name=op.f('pk_usage_module_days'))
    )
    op.create_index(op.f('ix_usage_module_days_trust_id'), 'usage_module_days', ['trust_id'], unique=False)
    op.create_index(op.f('ix_usage_module_days_trust_id_day'), 'usage_module_days', ['trust_id', 'day'], unique=False)
    op.create_table('usage_visits',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('active_seconds', sa.Integer(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_usage_visits_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'started_at', name=op.f('pk_usage_visits'))
    )
    op.create_index(op.f('ix_usage_visits_trust_id'), 'usage_visits', ['trust_id'], unique=False)
    op.create_index(op.f('ix_usage_visits_trust_id_day'), 'usage_visits', ['trust_id', 'day'], unique=False)
    op.create_table('use_reports',
    sa.Column('period', sa.Text(), nullable=False),
    sa.Column('sunday', sa.Date(), nullable=False),
    sa.Column('shown', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('counted_to', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=True),
    sa.CheckConstraint("period IN ('all', '12-weeks', '4-weeks')", name=op.f('ck_use_reports_period_known')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_use_reports_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_use_reports')),
    sa.UniqueConstraint('trust_id', 'period', 'sunday', name=op.f('uq_use_reports_trust_id_period_sunday'), postgresql_nulls_not_distinct=True)
    )
    op.create_index(op.f('ix_use_reports_trust_id'), 'use_reports', ['trust_id'], unique=False)
    op.create_table('activity_codes',
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.Column('activity', sa.Text(), nullable=False),
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('term', sa.Text(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("activity IN ('offered', 'joined')", name=op.f('ck_activity_codes_activity_known')),
    sa.CheckConstraint("code ~ '^[0-9]{6,18}$'", name=op.f('ck_activity_codes_looks_like_a_code')),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_activity_codes_changed_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_activity_codes_trust_id')),
    sa.PrimaryKeyConstraint('trust_id', 'activity', name=op.f('pk_activity_codes'))
    )
    op.create_table('caseloads',
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('counted_on', sa.Date(), nullable=False),
    sa.Column('people', sa.Integer(), nullable=False),
    sa.Column('entered_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('people BETWEEN 0 AND 100000', name=op.f('ck_caseloads_a_team_at_most')),
    sa.ForeignKeyConstraint(['entered_by'], ['people.id'], name=op.f('fk_caseloads_entered_by')),
    sa.ForeignKeyConstraint(['team_id'], ['teams.id'], name=op.f('fk_caseloads_team_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_caseloads_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_caseloads')),
    sa.UniqueConstraint('team_id', 'counted_on', name=op.f('uq_caseloads_team_id_counted_on'))
    )
    op.create_index(op.f('ix_caseloads_trust_id'), 'caseloads', ['trust_id'], unique=False)
    op.create_table('implementation_tasks',
    sa.Column('key', sa.Text(), nullable=True),
    sa.Column('title', sa.Text(), nullable=True),
    sa.Column('construct', sa.Text(), nullable=False),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Uuid(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('evidence', sa.Text(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name=op.f('ck_implementation_tasks_done_with_day')),
    sa.CheckConstraint("construct IN ('coherence', 'cognitive-participation', 'collective-action', 'reflexive-monitoring')", name=op.f('ck_implementation_tasks_construct_known')),
    sa.CheckConstraint("state IN ('to-do', 'doing', 'done', 'not-for-us')", name=op.f('ck_implementation_tasks_state_known')),
    sa.CheckConstraint('(key IS NULL) = (title IS NOT NULL)', name=op.f('ck_implementation_tasks_ours_or_theirs')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_implementation_tasks_from_one')),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_implementation_tasks_changed_by')),
    sa.ForeignKeyConstraint(['owner_id'], ['people.id'], name=op.f('fk_implementation_tasks_owner_id')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_implementation_tasks_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_implementation_tasks')),
    sa.UniqueConstraint('trust_id', 'key', name=op.f('uq_implementation_tasks_trust_id_key'))
    )
    op.create_index(op.f('ix_implementation_tasks_trust_id'), 'implementation_tasks', ['trust_id'], unique=False)
    op.create_table('improvements',
    sa.Column('said', sa.Text(), nullable=False),
    sa.Column('did', sa.Text(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("said <> '' AND did <> ''", name=op.f('ck_improvements_both_halves')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_improvements_trust_id')),
    sa.ForeignKeyConstraint(['written_by'], ['people.id'], name=op.f('fk_improvements_written_by')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_improvements'))
    )
    op.create_index(op.f('ix_improvements_trust_id'), 'improvements', ['trust_id'], unique=False)
    op.create_table('nomad_rounds',
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closes_on', sa.Date(), nullable=False),
    sa.Column('opened_by', sa.Uuid(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('closed_by IS NULL OR closed_at IS NOT NULL', name=op.f('ck_nomad_rounds_closed_with_time')),
    sa.CheckConstraint('closes_on >= opened_on', name=op.f('ck_nomad_rounds_ends_after_it_begins')),
    sa.ForeignKeyConstraint(['closed_by'], ['people.id'], name=op.f('fk_nomad_rounds_closed_by')),
    sa.ForeignKeyConstraint(['opened_by'], ['people.id'], name=op.f('fk_nomad_rounds_opened_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_nomad_rounds_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nomad_rounds'))
    )
    op.create_index(op.f('ix_nomad_rounds_trust_id'), 'nomad_rounds', ['trust_id'], unique=False)
    op.create_index('uq_nomad_rounds_open', 'nomad_rounds', ['trust_id'], unique=True, postgresql_where='closed_at IS NULL')
    op.create_table('nomad_texts',
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.Column('items', postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column('licence', sa.Text(), nullable=False),
    sa.Column('confirmed_by', sa.Uuid(), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("licence <> ''", name=op.f('ck_nomad_texts_licence_said')),
    sa.CheckConstraint('cardinality(items) = 23', name=op.f('ck_nomad_texts_all_items')),
    sa.ForeignKeyConstraint(['confirmed_by'], ['people.id'], name=op.f('fk_nomad_texts_confirmed_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_nomad_texts_trust_id')),
    sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_nomad_texts'))
    )
    op.create_table('running_costs',
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.Column('supporting', sa.Integer(), nullable=False),
    sa.Column('moderating', sa.Integer(), nullable=False),
    sa.Column('inviting', sa.Integer(), nullable=False),
    sa.Column('running', sa.Integer(), nullable=False),
    sa.Column('monthly', sa.Integer(), nullable=False),
    sa.Column('changed_by', sa.Uuid(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('least(supporting, moderating, inviting, running, monthly) >= 0', name=op.f('ck_running_costs_not_below_nothing')),
    sa.ForeignKeyConstraint(['changed_by'], ['people.id'], name=op.f('fk_running_costs_changed_by')),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_running_costs_trust_id')),
    sa.PrimaryKeyConstraint('trust_id', name=op.f('pk_running_costs'))
    )
    op.create_table('suggestions',
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('is_staff', sa.Boolean(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('state', sa.Text(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("(state = 'new') = (decided_at IS NULL)", name=op.f('ck_suggestions_decided_with_time')),
    sa.CheckConstraint("state <> 'declined' OR answer <> ''", name=op.f('ck_suggestions_declined_with_reason')),
    sa.CheckConstraint("state IN ('new', 'planned', 'done', 'declined')", name=op.f('ck_suggestions_state_known')),
    sa.CheckConstraint('(decided_at IS NULL) = (decided_by IS NULL)', name=op.f('ck_suggestions_decided_by_somebody')),
    sa.CheckConstraint('version >= 1', name=op.f('ck_suggestions_from_one')),
    sa.ForeignKeyConstraint(['decided_by'], ['people.id'], name=op.f('fk_suggestions_decided_by')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_suggestions_person_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_suggestions_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestions'))
    )
    op.create_index(op.f('ix_suggestions_person_id'), 'suggestions', ['person_id'], unique=False)
    op.create_index(op.f('ix_suggestions_trust_id'), 'suggestions', ['trust_id'], unique=False)
    op.create_table('work_weeks',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('monday', sa.Date(), nullable=False),
    sa.Column('work', sa.Text(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint("work IN ('supporting', 'moderating', 'inviting', 'running')", name=op.f('ck_work_weeks_work_known')),
    sa.CheckConstraint('extract(isodow FROM monday) = 1', name=op.f('ck_work_weeks_begins_on_monday')),
    sa.CheckConstraint('minutes BETWEEN 1 AND 3600', name=op.f('ck_work_weeks_within_a_week')),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_work_weeks_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_work_weeks_trust_id')),
    sa.PrimaryKeyConstraint('person_id', 'monday', 'work', name=op.f('pk_work_weeks'))
    )
    op.create_index(op.f('ix_work_weeks_trust_id'), 'work_weeks', ['trust_id'], unique=False)
    op.create_table('nomad_drafts',
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_nomad_drafts_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['nomad_rounds.id'], name=op.f('fk_nomad_drafts_round_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_nomad_drafts_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nomad_drafts')),
    sa.UniqueConstraint('round_id', 'person_id', name=op.f('uq_nomad_drafts_round_id_person_id'))
    )
    op.create_index(op.f('ix_nomad_drafts_trust_id'), 'nomad_drafts', ['trust_id'], unique=False)
    op.create_table('nomad_repliers',
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_nomad_repliers_person_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['round_id'], ['nomad_rounds.id'], name=op.f('fk_nomad_repliers_round_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_nomad_repliers_trust_id')),
    sa.PrimaryKeyConstraint('round_id', 'person_id', name=op.f('pk_nomad_repliers'))
    )
    op.create_index(op.f('ix_nomad_repliers_trust_id'), 'nomad_repliers', ['trust_id'], unique=False)
    op.create_table('nomad_replies',
    sa.Column('round_id', sa.Uuid(), nullable=False),
    sa.Column('answers', postgresql.ARRAY(sa.SmallInteger()), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('trust_id', sa.Uuid(), nullable=False),
    sa.CheckConstraint('cardinality(answers) = 23', name=op.f('ck_nomad_replies_all_items')),
    sa.ForeignKeyConstraint(['round_id'], ['nomad_rounds.id'], name=op.f('fk_nomad_replies_round_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_nomad_replies_trust_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nomad_replies'))
    )
    op.create_index(op.f('ix_nomad_replies_round_id'), 'nomad_replies', ['round_id'], unique=False)
    op.create_index(op.f('ix_nomad_replies_trust_id'), 'nomad_replies', ['trust_id'], unique=False)
    op.add_column('page_progress', sa.Column('completed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('people', sa.Column('is_test', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.add_column('people', sa.Column('test_asked_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('trusts', sa.Column('usage_months', sa.Integer(), server_default='24', nullable=False))
    op.create_check_constraint(op.f("ck_trusts_usage_months_in_bounds"), "trusts", "usage_months BETWEEN 3 AND 120")
    op.drop_constraint(op.f("ck_flags_subject_kind_known"), "flags")
    op.create_check_constraint(op.f("ck_flags_subject_kind_known"), "flags", _OLD_KINDS + ", 'suggestion')")
    of_task = sa.text("action = 'implementation.changed'")
    op.create_index(op.f("ix_audit_entries_subject_id"), "audit_entries", ["subject_id"], postgresql_where=of_task)
    for table in _TABLES:
        for statement in policy(table):
            op.execute(statement)


def _divide_events() -> None:
    op.execute("ALTER TABLE usage_events RENAME TO usage_events_before")
    for name in ("pk_usage_events", "ix_usage_events_person_id_happened_at", "ix_usage_events_happened_at", "ix_usage_events_trust_id"):
        op.execute(f"ALTER INDEX {name} RENAME TO {name}_before")
    op.execute("CREATE SEQUENCE usage_events_number AS bigint")
    op.execute(_EVENT_TABLE)
    for statement in (*_EVENT_INDEXES, *_PARTS, *policy("usage_events")):
        op.execute(statement)
    op.execute("SELECT make_usage_part(month::date) FROM (SELECT DISTINCT date_trunc('month', happened_at AT TIME ZONE 'UTC') AS month FROM usage_events_before) AS months")
    op.execute("SELECT make_usage_part((now() + ahead * interval '1 month')::date) FROM generate_series(0, 3) AS ahead")
    op.execute(
        "INSERT INTO usage_events (id, person_id, event, subject, is_staff, happened_at, recorded_at, trust_id)"
        " SELECT id, person_id, event, subject, is_staff, happened_at, happened_at, trust_id FROM usage_events_before"
    )
    op.execute("SELECT setval('usage_events_number', (SELECT coalesce(max(id), 0) + 1 FROM usage_events), false)")
    op.execute("DROP TABLE usage_events_before")


def downgrade() -> None:
    # Who looked at what somebody suggested stays known; under the nearest older name.
    op.execute("UPDATE flags SET subject_kind = 'topic' WHERE subject_kind = 'suggestion'")
    op.drop_constraint(op.f("ck_flags_subject_kind_known"), "flags")
    op.create_check_constraint(op.f("ck_flags_subject_kind_known"), "flags", _OLD_KINDS + ")")
    for table in (*reversed(_TABLES), "usage_roll_ups"):
        op.drop_table(table)
    op.drop_index(op.f("ix_usage_days_trust_id_day"), "usage_days")
    op.drop_index(op.f("ix_audit_entries_subject_id"), "audit_entries")
    for count in _COUNTS:
        op.drop_column("usage_days", count)
    for table, column in _COLUMNS:
        op.drop_column(table, column)
    _join_events()


def _join_events() -> None:
    op.execute("ALTER TABLE usage_events RENAME TO usage_events_parts")
    for name in ("pk_usage_events", "ix_usage_events_person_id_happened_at", "ix_usage_events_trust_id"):
        op.execute(f"ALTER INDEX {name} RENAME TO {name}_parts")
    op.execute(
        "CREATE TABLE usage_events (LIKE usage_events_parts, CONSTRAINT pk_usage_events PRIMARY KEY (id),"
        " CONSTRAINT fk_usage_events_trust_id FOREIGN KEY (trust_id) REFERENCES trusts (id))"
    )
    op.execute("DELETE FROM usage_events_parts WHERE event = 'module.completed'")
    op.execute("INSERT INTO usage_events SELECT * FROM usage_events_parts")
    op.execute("DROP FUNCTION make_usage_part")
    op.execute("DROP FUNCTION drop_empty_usage_parts")
    op.execute("DROP TABLE usage_events_parts")
    op.execute("DROP SCHEMA usage_parts")
    op.execute("DROP SEQUENCE usage_events_number")
    op.drop_column("usage_events", "recorded_at")
    op.execute("ALTER TABLE usage_events ALTER id ADD GENERATED ALWAYS AS IDENTITY")
    op.execute("SELECT setval(pg_get_serial_sequence('usage_events', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM usage_events), false)")
    known = _EVENTS.replace("'module.completed', ", "")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", f"event IN ({known})")
    op.create_index("ix_usage_events_happened_at", "usage_events", ["happened_at"])
    op.create_index(op.f("ix_usage_events_person_id_happened_at"), "usage_events", ["person_id", "happened_at"])
    op.create_index(op.f("ix_usage_events_trust_id"), "usage_events", ["trust_id"])
    for statement in policy("usage_events"):
        op.execute(statement)
