"""The words for service codes: what each is good for, and how many came by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from app.core.config import settings
from app.core.templating import date_and_time, long_date, plural
from app.joining import rules
from app.joining.models import ServiceCode

DONE = {
    "made": ("The team has a new code", "Print the poster and the cards again."),
    "stopped": ("The code has stopped", "Nobody can join with it any more. Links that were sent still work."),
}


@dataclass(frozen=True)
class Line:
    """One code. `until` is empty for the newest."""

    id: UUID
    code: str
    until: str
    came: str


@dataclass(frozen=True)
class TeamCodes:
    """A team's newest code, if it has one, and older ones that still work."""

    team_id: UUID
    team: str
    newest: Line | None
    older: tuple[Line, ...]

    @property
    def href(self) -> str:
        """The beginning of the addresses of its pages."""
        return f"/staff/joining/{self.team_id}"


def place() -> str:
    """The address where a code is typed, as people say it: without https://."""
    return settings().base_url.partition("://")[2] + "/join"


def address(code: str) -> str:
    """What the QR code of a service code says."""
    return f"{settings().base_url}/join/{code}"


def line(code: ServiceCode, *, numbers: Mapping[UUID, tuple[int, int]]) -> Line:
    """One code, with how many asked and joined with it."""
    asked, joined = numbers.get(code.id, (0, 0))
    since = long_date(code.created_at)
    came = (
        f"Since {since}: {plural(asked, 'person', 'people')} asked with it, {joined} joined."
        if asked
        else f"Nobody has used it since {since}."
    )
    return Line(code.id, rules.written(code.code), date_and_time(code.works_until) if code.works_until else "", came)


def of_teams(
    teams: Mapping[UUID, str], *, codes: Iterable[ServiceCode], numbers: Mapping[UUID, tuple[int, int]]
) -> list[TeamCodes]:
    """Each team with its codes, in the order of the teams."""
    lines: dict[UUID, list[Line]] = {}
    for code in codes:
        lines.setdefault(code.team_id, []).append(line(code, numbers=numbers))
    return [_of_team(team_id, name, lines.get(team_id, [])) for team_id, name in teams.items()]


def _of_team(team_id: UUID, name: str, lines: list[Line]) -> TeamCodes:
    newest = next((each for each in lines if not each.until), None)
    return TeamCodes(team_id, name, newest, tuple(each for each in lines if each.until))
