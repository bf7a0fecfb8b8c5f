"""Trusts and teams for tests."""

from app.core import clock
from app.core.db import Platform, unit_of_work
from app.trusts.models import Team, Trust


def make_trust(name: str = "Riverside", *, live: bool = True) -> Trust:
    """A trust with a crisis line; one that is not live is still trying Holdfast out."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        trust = Trust(name=name, crisis_line_name=f"{name} crisis line", crisis_line_number="0800 000 000")
        trust.live_at = clock.now() if live else None
        session.add(trust)
    return trust


def make_team(trust: Trust, name: str = "Early Help") -> Team:
    """A team of the trust."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        team = Team(trust_id=trust.id, name=name)
        session.add(team)
    return team
