"""Years after a conversation was closed its words are destroyed; that there was one, and who read it, stays."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from sqlalchemy import Engine, text

from app.core import config
from app.core.db import Platform, unit_of_work
from app.messages.service import forgetting
from tests.builders.destroying import DANGER, LONG_AGO, close, data_keys, sealed_left
from tests.builders.messages import TEXT, answer_to, first_words, make_conversation
from tests.people import Cast

EIGHT_YEARS = datetime(2034, 11, 23, 11, tzinfo=UTC)


@pytest.fixture
def closed(cast: Cast) -> UUID:
    """Alice wrote, Sue answered and closed it, long ago."""
    with time_machine.travel(LONG_AGO, tick=False):
        conversation = make_conversation(cast.alice, topic="Tablets")
        answer_to(cast.sue, conversation)
        close(conversation)
    return conversation


def forget(at: datetime) -> int:
    with time_machine.travel(at, tick=False), unit_of_work(Platform.SWEEP) as session:
        return forgetting.forget_old(session)


def test_until_eight_years_are_over_nothing_is_destroyed(closed: UUID) -> None:
    assert forget(EIGHT_YEARS) == 0


def test_then_the_words_and_their_key_are_gone_and_what_happened_stays(closed: UUID, owner: Engine) -> None:
    assert forget(EIGHT_YEARS + timedelta(seconds=1)) == 1

    assert (sealed_left(owner), data_keys()) == (0, 0)
    with unit_of_work(Platform.SWEEP) as session:
        acts = session.scalars(text("SELECT act FROM message_acts ORDER BY id")).all()
        audited = session.scalars(text("SELECT action FROM audit_entries")).all()
    assert acts[0] == "started"
    assert acts[-1] == "words_destroyed"
    assert "conversation.words-destroyed" in audited


def test_one_that_breaks_keeps_no_other_waiting_and_is_whole_and_not_written_down(
    closed: UUID, cast: Cast, owner: Engine
) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        broken = make_conversation(cast.ben, topic="Money")
        answer_to(cast.sue, broken)
        close(broken)
    with owner.begin() as connection:
        refused = f"CHECK (id <> '{broken}' OR sealed_topic IS NOT NULL) NOT VALID"
        connection.execute(text(f"ALTER TABLE conversations ADD CONSTRAINT refused {refused}"))
    try:
        assert forget(EIGHT_YEARS + timedelta(days=1)) == 1
    finally:
        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE conversations DROP CONSTRAINT refused"))

    assert first_words(broken) == TEXT
    assert data_keys() == 1
    with unit_of_work(Platform.SWEEP) as session:
        audited = text("SELECT subject_id FROM audit_entries WHERE action = 'conversation.words-destroyed'")
        assert session.scalars(audited).all() == [closed]


def test_it_is_done_once(closed: UUID) -> None:
    later = EIGHT_YEARS + timedelta(days=1)

    assert (forget(later), forget(later)) == (1, 0)


def test_what_nobody_closed_counts_from_its_last_message(cast: Cast) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        answer_to(cast.sue, make_conversation(cast.alice))

    assert forget(EIGHT_YEARS + timedelta(days=1)) == 1


def test_what_waits_for_an_answer_is_never_forgotten(cast: Cast) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        make_conversation(cast.alice)

    assert forget(EIGHT_YEARS + timedelta(days=1)) == 0


def test_what_somebody_still_looks_after_is_left_until_they_are_done(cast: Cast) -> None:
    with time_machine.travel(LONG_AGO, tick=False):
        conversation = make_conversation(cast.alice, DANGER)
        answer_to(cast.sue, conversation)
        close(conversation)

    assert forget(EIGHT_YEARS + timedelta(days=1)) == 0


def test_a_trust_that_must_keep_longer_sets_more_years(closed: UUID) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MESSAGE_YEARS", "20")
        config.settings.cache_clear()
        kept = forget(EIGHT_YEARS + timedelta(days=1))
    config.settings.cache_clear()

    assert kept == 0
