"""What was done for carers, day by day, as a record system wants it: with a code, and with the team's own reference."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.carers.coding.codes import Code
from app.carers.rules import Activity
from app.reports.periods import Span
from app.reports.quality.statement_8 import ON_LIST

# Of carers who stand on a list. An account is the day on which it was made, and nothing of what was done with it.
_DONE = text(f"""
SELECT teams.name AS team, reference, day, activity
FROM carers JOIN teams ON teams.id = carers.team_id
LEFT JOIN invitations ON invitations.id = carers.invitation_id
CROSS JOIN LATERAL (VALUES
    ('offered', offered_on),
    ('joined', CAST(invitations.accepted_at AT TIME ZONE 'Europe/London' AS date))
) AS done (activity, day)
WHERE carers.trust_id = :trust_id AND {ON_LIST}
  AND day BETWEEN :first AND :last AND activity = ANY (:activities)
ORDER BY day, team, reference, activity DESC
""")  # noqa: S608 - put together from our own words


@dataclass(frozen=True)
class Done:
    """One thing that was done for one carer."""

    team: str
    reference: str
    day: date
    activity: Activity
    code: Code


def done(
    session: Session, *, trust_id: UUID, span: Span, codes: Mapping[Activity, Code], activities: Sequence[Activity]
) -> list[Done]:
    """What was done in these days, the oldest first."""
    wanted = {"first": span.first, "last": span.last, "activities": [each.value for each in activities]}
    rows = session.execute(_DONE, {"trust_id": trust_id, **wanted})
    return [
        Done(team, reference, day, Activity(activity), codes[Activity(activity)])
        for team, reference, day, activity in rows
    ]


def by_team(found: Sequence[Done], activities: Sequence[Activity]) -> list[list[str]]:
    """How many of each, one row a team."""
    count = Counter((each.team, each.activity) for each in found)
    teams = sorted({each.team for each in found})
    return [[team, *(f"{count[team, activity]:,}" for activity in activities)] for team in teams]
