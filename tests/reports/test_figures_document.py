"""docs/figures.md explains every event, every column and every limit, and nothing that is not there."""

import re

import pytest

from app.core.config import PROJECT
from app.reports.uptake.files import table_3
from app.reports.uptake.stages import Stage
from app.reports.use.measures import WORDS
from app.usage import heartbeats, rollup, statement
from app.usage.events import Event
from app.usage.models import UsageDay

DOCUMENT = (PROJECT / "docs" / "figures.md").read_text(encoding="utf-8")


def first_cells(heading: str) -> list[str]:
    section = re.split(rf"^##+ {heading}$", DOCUMENT, flags=re.MULTILINE)[1].split("\n#")[0]
    return [cell.strip(" `") for cell in re.findall(r"^\|([^|]+)\|", section, flags=re.MULTILINE)][2:]


def test_every_event_is_explained() -> None:
    assert first_cells("Events") == [event.value for event in Event]


def test_every_column_of_the_file_is_explained() -> None:
    assert first_cells("The columns of the uptake file") == [column.name for column in table_3.KIND.columns]


def test_every_figure_of_a_day_is_explained() -> None:
    assert first_cells("A relative's day") == [
        column.name for column in UsageDay.__table__.columns if column.name not in {"trust_id", "person_id", "day"}
    ]


def test_every_measure_of_use_is_explained() -> None:
    assert first_cells("Use") == [words.file_name for words in WORDS.values()]


def test_every_step_of_the_funnel_is_explained() -> None:
    assert first_cells("Funnel") == [stage.value.replace("_", " ") for stage in Stage]


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("gaps under {:.0f} minutes", statement.NEW_VISIT_AFTER.total_seconds() / 60),
        ("at most {:.0f} minutes", statement.LONGEST_GAP.total_seconds() / 60),
        ("{:.0f} seconds for the", statement.LAST_VIEW.total_seconds()),
        ("open for {:.0f} seconds or more", statement.MODULE_VIEWED_AFTER.total_seconds()),
        ("At most one heartbeat in {:.0f} seconds", heartbeats.NOT_MORE_OFTEN_THAN.total_seconds()),
        ("the {:.0f} minutes before that again", rollup.OVERLAP.total_seconds() / 60),
        ("sent more than {:.0f} minutes late", heartbeats.LATEST.total_seconds() / 60),
    ],
)
def test_the_limits_are_those_of_the_program(words: str, limit: float) -> None:
    assert words.format(limit) in re.sub(r"\s+", " ", DOCUMENT)
