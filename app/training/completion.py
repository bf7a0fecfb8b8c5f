"""Who has done the course: by team in numbers, and by name for the lead, who manages staff accounts anyway."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts.people import StaffMember
from app.accounts.roles import Permission
from app.core import clock
from app.training import queries, rules
from app.training.presenters import STANDINGS
from app.training.rules import Standing
from app.trusts import queries as trusts

NO_TEAM = "In no team"
COLUMNS = ("team", "name", "state", "passed_on", "holds_until")


@dataclass(frozen=True)
class Done:
    """A member of staff, in each of their teams, and the day of their newest pass."""

    name: str
    teams: tuple[str, ...]
    passed_on: date | None
    standing: Standing

    @property
    def state(self) -> tuple[str, str]:
        """In words, and the colour of their tag."""
        return STANDINGS[self.standing]

    @property
    def holds_until(self) -> date | None:
        """The last day of the pass."""
        return rules.holds_until(self.passed_on) if self.passed_on else None


@dataclass(frozen=True)
class TeamLine:
    """A team in numbers."""

    team: str
    staff: int
    done: int
    due: int
    never: int


def of_trust(session: Session, *, trust_id: UUID, today: date) -> list[Done]:
    """Everybody with an open account who may take the course, by name."""
    passed = queries.passed_at(session, trust_id=trust_id)
    teams = trusts.team_names(session, trust_id=trust_id)
    found = []
    for each in people.open_staff(session, trust_id=trust_id, permission=Permission.TRAINING_TAKE):
        passed_on = clock.london_day(passed[each.id]) if each.id in passed else None
        found.append(Done(each.name, _teams(each, teams), passed_on, rules.standing(passed_on, today=today)))
    return found


def by_team(staff: list[Done]) -> list[TeamLine]:
    """A line for each team by name, those in none last; somebody in two teams counts in both."""
    teams = sorted({team for each in staff for team in each.teams}, key=lambda team: (team == NO_TEAM, team))
    return [_line(team, [each for each in staff if team in each.teams]) for team in teams]


def total(staff: list[Done]) -> TeamLine:
    """The whole trust, in which everybody counts once."""
    return _line("Whole trust", staff)


def rows(staff: list[Done]) -> Iterator[tuple[str, ...]]:
    """The file: a row for each member of staff in each of their teams."""
    for each in staff:
        for team in each.teams:
            yield (team, each.name, each.standing.value, _day(each.passed_on), _day(each.holds_until))


def _line(team: str, staff: list[Done]) -> TeamLine:
    count = Counter(each.standing for each in staff)
    return TeamLine(team, len(staff), count[Standing.DONE], count[Standing.DUE], count[Standing.NEVER])


def _teams(member: StaffMember, names: dict[UUID, str]) -> tuple[str, ...]:
    found = sorted({names[team] for _role, team in member.grants if team in names})
    return tuple(found) or (NO_TEAM,)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
