"""Every word that staff may meet is there."""

from enum import StrEnum

import pytest

from app.risk import words
from app.risk.models import CallState
from app.risk.rules import Event, Outcome, Rung, Source, State, SubjectKind, Urgency


@pytest.mark.parametrize(
    ("table", "vocabulary"),
    [
        (words.URGENCIES, Urgency),
        (words.SOURCES, Source),
        (words.SUBJECTS, SubjectKind),
        (words.STATES, State),
        (words.OUTCOMES, Outcome),
        (words.RUNGS, Rung),
        (words.RUNG_WORDS, Rung),
        (words.CALLS, CallState),
        (words.EVENTS, Event),
    ],
)
def test_everything_that_can_be_has_its_words(table: dict[StrEnum, object], vocabulary: type[StrEnum]) -> None:
    assert set(table) == set(vocabulary)
