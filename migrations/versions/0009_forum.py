"""The forum: boards, threads, posts, members, moderation, reports, appeals and complaints."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, TSVECTOR

from app.core.row_security import policy

revision = "0009_forum"
down_revision = "0008_flags"

# What never leaves a member's own trust.
_OWN = ("forum_members", "forum_drafts", "forum_follows", "forum_readings", "forum_mutes", "forum_notes", "forum_complaints", "forum_notices")
# What each trust that takes part in a board may see.
_OF_BOARD = ("forum_threads", "forum_posts", "forum_revisions", "forum_mentions", "forum_reviews", "forum_reports", "forum_acts", "forum_sanctions", "forum_appeals")
_TAKES_PART = "board_id IN (SELECT place.board_id FROM forum_places place WHERE place.trust_id = {trust})"
_BOARD = "id IN (SELECT place.board_id FROM forum_places place WHERE place.trust_id = {trust})"
# Those with whom a trust shares any board.
_NAMES = """trust_id IN (
    SELECT other.trust_id FROM forum_places own JOIN forum_places other USING (board_id) WHERE own.trust_id = {trust})"""
# What a commons is called and what it is for, so that another trust can choose it; reading only, and nobody's words.
_OFFERED = """CREATE POLICY commons_offered ON forum_boards FOR SELECT
USING (is_commons AND closed_at IS NULL AND NULLIF(current_setting('holdfast.trust_id', true), '') IS NOT NULL)"""
_TABLES = (
    "forum_boards",
    "forum_complaints",
    "forum_members",
    "forum_places",
    "forum_drafts",
    "forum_mutes",
    "forum_names",
    "forum_notes",
    "forum_notices",
    "forum_threads",
    "forum_follows",
    "forum_posts",
    "forum_readings",
    "forum_acts",
    "forum_mentions",
    "forum_reports",
    "forum_reviews",
    "forum_revisions",
    "forum_appeals",
    "forum_sanctions",
)
_APPEND_ONLY = """CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON forum_acts
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""
_OLD_EVENTS = (
    "event IN ('session.started', 'page.opened', 'page.read', 'page.done', 'activity.saved', 'quiz.answered', "
    "'toolbox.opened', 'item.shared', 'invitation.created', 'invitation.accepted'"
)
_EVENTS = _OLD_EVENTS + ", 'thread.opened', 'post.written')"


_OLD_KINDS = "subject_kind IN ('topic', 'post', 'message', 'check_in', 'told_to_staff'"
_KINDS = _OLD_KINDS + ", 'told_to_moderators', 'complaint')"


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table('forum_boards',
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('about', sa.Text(), nullable=False),
        sa.Column('purpose', sa.Text(), nullable=False),
        sa.Column('is_commons', sa.Boolean(), nullable=False),
        sa.Column('mode', sa.Text(), nullable=False),
        sa.Column('first', sa.Integer(), nullable=False),
        sa.Column('place', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("mode IN ('pre_all', 'pre_first', 'post')", name=op.f('ck_forum_boards_mode_known')),
        sa.CheckConstraint("name <> ''", name=op.f('ck_forum_boards_named')),
        sa.CheckConstraint("purpose IN ('hello', 'talk', 'advice', 'vent', 'good_news')", name=op.f('ck_forum_boards_purpose_known')),
        sa.CheckConstraint('first BETWEEN 1 AND 20', name=op.f('ck_forum_boards_first_within_reason')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_boards_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_boards'))
    )
    op.create_index(op.f('ix_forum_boards_trust_id'), 'forum_boards', ['trust_id'], unique=False)
    op.create_table('forum_complaints',
        sa.Column('reference', sa.Text(), nullable=False),
        sa.Column('person_id', sa.Uuid(), nullable=True),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('acknowledge_by', sa.DateTime(timezone=True), nullable=False),
        sa.Column('answer_by', sa.DateTime(timezone=True), nullable=False),
        sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decided', sa.Text(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decided_by', sa.Uuid(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("decided IN ('upheld', 'partly', 'not_upheld')", name=op.f('ck_forum_complaints_decided_known')),
        sa.CheckConstraint('(decided IS NULL) = (decided_at IS NULL)', name=op.f('ck_forum_complaints_decided_with_time')),
        sa.ForeignKeyConstraint(['decided_by'], ['people.id'], name=op.f('fk_forum_complaints_decided_by')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_forum_complaints_person_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_complaints_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_complaints'))
    )
    op.create_index('ix_forum_complaints_due', 'forum_complaints', ['acknowledge_by'], unique=False, postgresql_where='acknowledged_at IS NULL')
    op.create_index(op.f('ix_forum_complaints_person_id'), 'forum_complaints', ['person_id'], unique=False)
    op.create_index(op.f('ix_forum_complaints_trust_id'), 'forum_complaints', ['trust_id'], unique=False)
    op.create_index('uq_forum_complaints_reference', 'forum_complaints', ['reference'], unique=True)
    op.create_table('forum_members',
        sa.Column('person_id', sa.Uuid(), nullable=True),
        sa.Column('rules_version', sa.Integer(), nullable=False),
        sa.Column('rules_accepted_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('left_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('mails_replies', sa.Boolean(), nullable=False),
        sa.Column('mails_weekly', sa.Boolean(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint('(left_at IS NOT NULL) OR (person_id IS NOT NULL)', name=op.f('ck_forum_members_somebody_while_here')),
        sa.ForeignKeyConstraint(['person_id'], ['people.id'], name=op.f('fk_forum_members_person_id'), ondelete='SET NULL'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_members_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_members'))
    )
    op.create_index(op.f('ix_forum_members_trust_id'), 'forum_members', ['trust_id'], unique=False)
    op.create_index('uq_forum_members_person_id', 'forum_members', ['person_id'], unique=True, postgresql_where='left_at IS NULL')
    op.create_table('forum_places',
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_places_board_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_places_trust_id')),
        sa.PrimaryKeyConstraint('board_id', 'trust_id', name=op.f('pk_forum_places'))
    )
    op.create_index(op.f('ix_forum_places_trust_id'), 'forum_places', ['trust_id'], unique=False)
    op.create_table('forum_drafts',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('place', sa.Uuid(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_drafts_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_drafts_trust_id')),
        sa.PrimaryKeyConstraint('member_id', 'place', name=op.f('pk_forum_drafts'))
    )
    op.create_index(op.f('ix_forum_drafts_trust_id'), 'forum_drafts', ['trust_id'], unique=False)
    op.create_table('forum_mutes',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('muted_id', sa.Uuid(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_mutes_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['muted_id'], ['forum_members.id'], name=op.f('fk_forum_mutes_muted_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_mutes_trust_id')),
        sa.PrimaryKeyConstraint('member_id', 'muted_id', name=op.f('pk_forum_mutes'))
    )
    op.create_index(op.f('ix_forum_mutes_trust_id'), 'forum_mutes', ['trust_id'], unique=False)
    op.create_table('forum_names',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('name', sa.Text(), nullable=False),
        sa.Column('key', sa.Text(), nullable=False),
        sa.Column('tags', ARRAY(sa.Text()), nullable=False),
        sa.Column('is_staff', sa.Boolean(), nullable=False),
        sa.Column('has_left', sa.Boolean(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("name <> '' AND length(name) <= 40", name=op.f('ck_forum_names_name_fits')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_names_member_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_names_trust_id')),
        sa.PrimaryKeyConstraint('member_id', name=op.f('pk_forum_names'))
    )
    op.create_index(op.f('ix_forum_names_trust_id'), 'forum_names', ['trust_id'], unique=False)
    op.create_index('uq_forum_names_key', 'forum_names', ['key'], unique=True)
    op.create_table('forum_notes',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('sealed', sa.LargeBinary(), nullable=False),
        sa.Column('written_by', sa.Uuid(), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_notes_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_notes_trust_id')),
        sa.ForeignKeyConstraint(['written_by'], ['people.id'], name=op.f('fk_forum_notes_written_by')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_notes'))
    )
    op.create_index(op.f('ix_forum_notes_member_id_written_at'), 'forum_notes', ['member_id', 'written_at'], unique=False)
    op.create_index(op.f('ix_forum_notes_trust_id'), 'forum_notes', ['trust_id'], unique=False)
    op.create_table('forum_notices',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('threads', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('new_replies', 'weekly', 'decision', 'report_answered', 'appeal_answered')", name=op.f('ck_forum_notices_kind_known')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_notices_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_notices_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_notices'))
    )
    op.create_index(op.f('ix_forum_notices_member_id_kind_created_at'), 'forum_notices', ['member_id', 'kind', 'created_at'], unique=False)
    op.create_index(op.f('ix_forum_notices_trust_id'), 'forum_notices', ['trust_id'], unique=False)
    op.create_table('forum_threads',
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('title', sa.Text(), nullable=False),
        sa.Column('tags', ARRAY(sa.Text()), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('is_locked', sa.Boolean(), nullable=False),
        sa.Column('is_pinned', sa.Boolean(), nullable=False),
        sa.Column('is_seeded', sa.Boolean(), nullable=False),
        sa.Column('last_position', sa.Integer(), nullable=False),
        sa.Column('last_shown_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("state IN ('held', 'shown', 'hidden', 'deleted')", name=op.f('ck_forum_threads_state_known')),
        sa.CheckConstraint("title <> '' AND length(title) <= 120", name=op.f('ck_forum_threads_title_fits')),
        sa.CheckConstraint('last_position >= 0', name=op.f('ck_forum_threads_counted')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_threads_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_threads_member_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_threads_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_threads'))
    )
    op.create_index('ix_forum_threads_board', 'forum_threads', ['board_id', 'is_pinned', 'last_shown_at'], unique=False)
    op.create_index(op.f('ix_forum_threads_member_id'), 'forum_threads', ['member_id'], unique=False)
    op.create_index('ix_forum_threads_tags', 'forum_threads', ['tags'], unique=False, postgresql_using='gin')
    op.create_index(op.f('ix_forum_threads_trust_id'), 'forum_threads', ['trust_id'], unique=False)
    op.create_table('forum_follows',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('thread_id', sa.Uuid(), nullable=False),
        sa.Column('told_position', sa.Integer(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_follows_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['thread_id'], ['forum_threads.id'], name=op.f('fk_forum_follows_thread_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_follows_trust_id')),
        sa.PrimaryKeyConstraint('member_id', 'thread_id', name=op.f('pk_forum_follows'))
    )
    op.create_index(op.f('ix_forum_follows_thread_id'), 'forum_follows', ['thread_id'], unique=False)
    op.create_index(op.f('ix_forum_follows_trust_id'), 'forum_follows', ['trust_id'], unique=False)
    op.create_table('forum_posts',
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('thread_id', sa.Uuid(), nullable=False),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=True),
        sa.Column('heading', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('held_for', sa.Text(), nullable=True),
        sa.Column('quoted_id', sa.Uuid(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('shown_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('edited_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reviewed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('detector', sa.Text(), nullable=False),
        sa.Column('search', TSVECTOR(), sa.Computed("to_tsvector('english', heading || ' ' || text)", persisted=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'deleted') = (text = '')", name=op.f('ck_forum_posts_deleted_without_words')),
        sa.CheckConstraint("(state = 'held') = (held_for IS NOT NULL)", name=op.f('ck_forum_posts_held_for_a_reason')),
        sa.CheckConstraint("held_for IN ('first_posts', 'every_post', 'identity', 'conduct', 'cooling_off')", name=op.f('ck_forum_posts_held_for_known')),
        sa.CheckConstraint("state <> 'shown' OR position IS NOT NULL", name=op.f('ck_forum_posts_shown_somewhere')),
        sa.CheckConstraint("state IN ('held', 'shown', 'hidden', 'returned', 'deleted')", name=op.f('ck_forum_posts_state_known')),
        sa.CheckConstraint('length(text) <= 10000', name=op.f('ck_forum_posts_text_fits')),
        sa.CheckConstraint('version >= 1', name=op.f('ck_forum_posts_from_one')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_posts_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_posts_member_id')),
        sa.ForeignKeyConstraint(['quoted_id'], ['forum_posts.id'], name=op.f('fk_forum_posts_quoted_id')),
        sa.ForeignKeyConstraint(['thread_id'], ['forum_threads.id'], name=op.f('fk_forum_posts_thread_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_posts_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_posts'))
    )
    op.create_index('ix_forum_posts_created', 'forum_posts', ['board_id', 'created_at'], unique=False)
    op.create_index('ix_forum_posts_member', 'forum_posts', ['member_id', 'created_at'], unique=False)
    op.create_index('ix_forum_posts_search', 'forum_posts', ['search'], unique=False, postgresql_using='gin')
    op.create_index(op.f('ix_forum_posts_trust_id'), 'forum_posts', ['trust_id'], unique=False)
    op.create_index('uq_forum_posts_position', 'forum_posts', ['thread_id', 'position'], unique=True)
    op.create_table('forum_readings',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('thread_id', sa.Uuid(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('read_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_readings_member_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['thread_id'], ['forum_threads.id'], name=op.f('fk_forum_readings_thread_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_readings_trust_id')),
        sa.PrimaryKeyConstraint('member_id', 'thread_id', name=op.f('pk_forum_readings'))
    )
    op.create_index(op.f('ix_forum_readings_thread_id'), 'forum_readings', ['thread_id'], unique=False)
    op.create_index(op.f('ix_forum_readings_trust_id'), 'forum_readings', ['trust_id'], unique=False)
    op.create_table('forum_acts',
        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('thread_id', sa.Uuid(), nullable=True),
        sa.Column('post_id', sa.Uuid(), nullable=True),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('moderator_id', sa.Uuid(), nullable=False),
        sa.Column('verb', sa.Text(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=True),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('done_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason IN ('names_somebody', 'unkind', 'hate', 'dangerous_advice', 'method', 'sexual', 'spam', 'off_topic', 'too_much_detail', 'other')", name=op.f('ck_forum_acts_reason_known')),
        sa.CheckConstraint("verb IN ('approve', 'return', 'hide', 'restore', 'lock', 'unlock', 'pin', 'unpin', 'move', 'warn', 'cool_off', 'suspend', 'ban', 'lift', 'remove_spam')", name=op.f('ck_forum_acts_verb_known')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_acts_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_acts_member_id')),
        sa.ForeignKeyConstraint(['post_id'], ['forum_posts.id'], name=op.f('fk_forum_acts_post_id')),
        sa.ForeignKeyConstraint(['thread_id'], ['forum_threads.id'], name=op.f('fk_forum_acts_thread_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_acts_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_acts'))
    )
    op.create_index(op.f('ix_forum_acts_member_id_done_at'), 'forum_acts', ['member_id', 'done_at'], unique=False)
    op.create_index(op.f('ix_forum_acts_moderator_id_done_at'), 'forum_acts', ['moderator_id', 'done_at'], unique=False)
    op.create_index(op.f('ix_forum_acts_post_id'), 'forum_acts', ['post_id'], unique=False)
    op.create_index(op.f('ix_forum_acts_thread_id'), 'forum_acts', ['thread_id'], unique=False)
    op.create_index(op.f('ix_forum_acts_trust_id'), 'forum_acts', ['trust_id'], unique=False)
    op.create_table('forum_mentions',
        sa.Column('post_id', sa.Uuid(), nullable=False),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_mentions_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_mentions_member_id')),
        sa.ForeignKeyConstraint(['post_id'], ['forum_posts.id'], name=op.f('fk_forum_mentions_post_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_mentions_trust_id')),
        sa.PrimaryKeyConstraint('post_id', 'member_id', name=op.f('pk_forum_mentions'))
    )
    op.create_index(op.f('ix_forum_mentions_member_id'), 'forum_mentions', ['member_id'], unique=False)
    op.create_index(op.f('ix_forum_mentions_trust_id'), 'forum_mentions', ['trust_id'], unique=False)
    op.create_table('forum_reports',
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('post_id', sa.Uuid(), nullable=False),
        sa.Column('about_trust_id', sa.Uuid(), nullable=False),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('flagged_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decided', sa.Text(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decided_by', sa.Uuid(), nullable=True),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("decided IN ('upheld', 'partly', 'not_upheld')", name=op.f('ck_forum_reports_decided_known')),
        sa.CheckConstraint("reason IN ('worried', 'names_somebody', 'unkind', 'dangerous_advice', 'spam', 'sexual', 'other')", name=op.f('ck_forum_reports_reason_known')),
        sa.CheckConstraint('(decided IS NULL) = (decided_at IS NULL)', name=op.f('ck_forum_reports_decided_with_time')),
        sa.ForeignKeyConstraint(['about_trust_id'], ['trusts.id'], name=op.f('fk_forum_reports_about_trust_id')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_reports_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_reports_member_id')),
        sa.ForeignKeyConstraint(['post_id'], ['forum_posts.id'], name=op.f('fk_forum_reports_post_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_reports_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_reports'))
    )
    op.create_index(op.f('ix_forum_reports_board_id_created_at'), 'forum_reports', ['board_id', 'created_at'], unique=False)
    op.create_index(op.f('ix_forum_reports_trust_id'), 'forum_reports', ['trust_id'], unique=False)
    op.create_index('ix_forum_reports_unflagged', 'forum_reports', ['created_at'], unique=False, postgresql_where="reason = 'worried' AND flagged_at IS NULL")
    op.create_index('uq_forum_reports_once', 'forum_reports', ['post_id', 'member_id'], unique=True, postgresql_where='decided IS NULL')
    op.create_table('forum_reviews',
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('post_id', sa.Uuid(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('state', sa.Text(), nullable=False),
        sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('alerted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('taken_by', sa.Uuid(), nullable=True),
        sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
        sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('done_by', sa.Uuid(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name=op.f('ck_forum_reviews_done_with_time')),
        sa.CheckConstraint("(state = 'taken') = (lease_until IS NOT NULL)", name=op.f('ck_forum_reviews_taken_with_lease')),
        sa.CheckConstraint("kind IN ('held', 'first_look', 'report', 'appeal')", name=op.f('ck_forum_reviews_kind_known')),
        sa.CheckConstraint("state IN ('open', 'taken', 'done')", name=op.f('ck_forum_reviews_state_known')),
        sa.CheckConstraint('(taken_by IS NULL) = (lease_until IS NULL)', name=op.f('ck_forum_reviews_taken_by_somebody')),
        sa.CheckConstraint('version >= 1', name=op.f('ck_forum_reviews_from_one')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_reviews_board_id')),
        sa.ForeignKeyConstraint(['post_id'], ['forum_posts.id'], name=op.f('fk_forum_reviews_post_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_reviews_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_reviews'))
    )
    op.create_index('ix_forum_reviews_due', 'forum_reviews', ['board_id', 'due_at'], unique=False, postgresql_where="state <> 'done'")
    op.create_index('ix_forum_reviews_raised', 'forum_reviews', ['board_id', 'raised_at'], unique=False)
    op.create_index(op.f('ix_forum_reviews_trust_id'), 'forum_reviews', ['trust_id'], unique=False)
    op.create_index('uq_forum_reviews_open', 'forum_reviews', ['post_id'], unique=True, postgresql_where="state <> 'done'")
    op.create_table('forum_revisions',
        sa.Column('post_id', sa.Uuid(), nullable=False),
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('heading', sa.Text(), nullable=False),
        sa.Column('text', sa.Text(), nullable=False),
        sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_revisions_board_id')),
        sa.ForeignKeyConstraint(['post_id'], ['forum_posts.id'], name=op.f('fk_forum_revisions_post_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_revisions_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_revisions'))
    )
    op.create_index(op.f('ix_forum_revisions_post_id_written_at'), 'forum_revisions', ['post_id', 'written_at'], unique=False)
    op.create_index(op.f('ix_forum_revisions_trust_id'), 'forum_revisions', ['trust_id'], unique=False)
    op.create_table('forum_appeals',
        sa.Column('act_id', sa.BigInteger(), nullable=False),
        sa.Column('board_id', sa.Uuid(), nullable=False),
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('words', sa.Text(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided', sa.Text(), nullable=True),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('decided_by', sa.Uuid(), nullable=True),
        sa.Column('answer', sa.Text(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("decided IN ('upheld', 'partly', 'not_upheld')", name=op.f('ck_forum_appeals_decided_known')),
        sa.CheckConstraint("words <> ''", name=op.f('ck_forum_appeals_says_something')),
        sa.CheckConstraint('(decided IS NULL) = (decided_at IS NULL)', name=op.f('ck_forum_appeals_decided_with_time')),
        sa.CheckConstraint('(decided_at IS NULL) = (decided_by IS NULL)', name=op.f('ck_forum_appeals_decided_by_somebody')),
        sa.ForeignKeyConstraint(['act_id'], ['forum_acts.id'], name=op.f('fk_forum_appeals_act_id')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_appeals_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_appeals_member_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_appeals_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_appeals'))
    )
    op.create_index('ix_forum_appeals_due', 'forum_appeals', ['due_at'], unique=False, postgresql_where='decided IS NULL')
    op.create_index(op.f('ix_forum_appeals_trust_id'), 'forum_appeals', ['trust_id'], unique=False)
    op.create_index('uq_forum_appeals_act', 'forum_appeals', ['act_id'], unique=True)
    op.create_table('forum_sanctions',
        sa.Column('member_id', sa.Uuid(), nullable=False),
        sa.Column('board_id', sa.Uuid(), nullable=True),
        sa.Column('act_id', sa.BigInteger(), nullable=False),
        sa.Column('kind', sa.Text(), nullable=False),
        sa.Column('since', sa.DateTime(timezone=True), nullable=False),
        sa.Column('until', sa.DateTime(timezone=True), nullable=False),
        sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('id', sa.Uuid(), nullable=False),
        sa.Column('trust_id', sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('cool_off', 'suspend', 'ban')", name=op.f('ck_forum_sanctions_kind_known')),
        sa.CheckConstraint('until > since', name=op.f('ck_forum_sanctions_ends_later')),
        sa.ForeignKeyConstraint(['act_id'], ['forum_acts.id'], name=op.f('fk_forum_sanctions_act_id')),
        sa.ForeignKeyConstraint(['board_id'], ['forum_boards.id'], name=op.f('fk_forum_sanctions_board_id')),
        sa.ForeignKeyConstraint(['member_id'], ['forum_members.id'], name=op.f('fk_forum_sanctions_member_id')),
        sa.ForeignKeyConstraint(['trust_id'], ['trusts.id'], name=op.f('fk_forum_sanctions_trust_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_forum_sanctions'))
    )
    op.create_index(op.f('ix_forum_sanctions_member_id_until'), 'forum_sanctions', ['member_id', 'until'], unique=False)
    op.create_index(op.f('ix_forum_sanctions_trust_id'), 'forum_sanctions', ['trust_id'], unique=False)
    op.drop_constraint(op.f("ck_usage_events_event_known"), "usage_events")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", _EVENTS)
    op.drop_constraint(op.f("ck_flags_subject_kind_known"), "flags")
    op.create_check_constraint(op.f("ck_flags_subject_kind_known"), "flags", _KINDS)
    op.execute(_APPEND_ONLY)
    walls = [policy(table) for table in _OWN]
    walls += [policy(table, also=_TAKES_PART) for table in _OF_BOARD]
    walls += [policy("forum_boards", also=_BOARD), policy("forum_names", also=_NAMES), [_OFFERED]]
    for statement in (each for wall in walls for each in wall):
        op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_flags_subject_kind_known"), "flags")
    op.create_check_constraint(op.f("ck_flags_subject_kind_known"), "flags", _OLD_KINDS + ")")
    op.drop_constraint(op.f("ck_usage_events_event_known"), "usage_events")
    op.create_check_constraint(op.f("ck_usage_events_event_known"), "usage_events", _OLD_EVENTS + ")")
    for table in reversed(_TABLES):
        op.drop_table(table)
