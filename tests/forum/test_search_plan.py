"""A search in the forum goes through the index of words, although each trust is behind its wall."""

from sqlalchemy import text

from app.core.db import unit_of_work
from tests.people import Cast

_EXPLAIN = text(
    "EXPLAIN SELECT id FROM forum_posts WHERE board_id = gen_random_uuid()"
    " AND search @@ websearch_to_tsquery('english', 'marmalade') ORDER BY created_at DESC LIMIT 21"
)


def test_the_wall_between_trusts_does_not_keep_the_index_of_words_from_being_used(cast: Cast) -> None:
    with unit_of_work(cast.riverside.id) as session:
        # An empty table would be read whole, and its boards' other index is as good.
        session.execute(text("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"))
        plan = " ".join(session.scalars(_EXPLAIN))

    assert "current_setting('holdfast.trust_id'" in plan
    assert "ix_forum_posts_search" in plan
