"""The relatives in the REACT trial, on whose toolkit Holdfast is built: both groups together.

Lobban and others, BMC Psychiatry 2020;20:160: 800 relatives, GHQ-28, mean 40.2 (standard deviation 14.3) at
entry and 30.5 (15.6) after 24 weeks. Of change for each person no standard deviation was published.
"""

from dataclasses import dataclass

from app.outcomes.rules import TimePoint


@dataclass(frozen=True)
class Study:
    """What was published of one questionnaire."""

    people: int
    start: float
    later: float
    point: TimePoint


STUDY = {"ghq-28": Study(people=800, start=40.2, later=30.5, point=TimePoint.WEEK_24)}
WORDS = (
    "In the study, both groups had less distress after 24 weeks: those with the toolkit, and those with a list of where "
    "to find help. Between the two there was no significant difference (1.4 points, 95% confidence interval from 3.6 in "
    "favour of the toolkit to 0.8 against it). So a change here does not show that Holdfast brought it about."
)
