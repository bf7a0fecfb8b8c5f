"""Which check-ins somebody is asked for, from two columns in a statement about many people."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from app.core import clock
from app.core.config import settings
from app.outcomes import instruments, queries, rules
from app.outcomes.queries import Instruments
from app.outcomes.rules import TimePoint

# Of the person in the statement's row `{of}`, which has an id and a trust_id.
COLUMNS = """
    (SELECT jsonb_agg(jsonb_build_array(instrument, is_on, words IS NOT NULL, licence_expires_on))
        FROM trust_instruments WHERE trust_id = {of}.trust_id) AS instruments,
    (SELECT jsonb_agg(jsonb_build_array(instrument, time_point, finished_at))
        FROM check_ins WHERE person_id = {of}.id) AS check_ins"""


def asked(row: Row[Any]) -> Mapping[str, TimePoint]:
    """What is offered at a time of the study, by questionnaire; `row` has these columns and joined_at."""
    used = queries.switched_on(queries.settings_of(row.instruments or ()), _instruments())
    past = queries.past_of(row.check_ins or ())
    names = [each.name for each in used if not each.is_activity]
    return rules.all_asked(names, past, joined_at=row.joined_at, now=clock.now())


def due_at(row: Row[Any]) -> datetime | None:
    """Since when a follow-up is due; None if none is."""
    return rules.follow_up_since(asked(row), joined_at=row.joined_at)


@lru_cache(maxsize=1)
def _instruments() -> Instruments:
    return instruments.load(settings().content_folder)
