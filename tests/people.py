"""The people in the tests' sentences."""

from dataclasses import dataclass

from app.accounts.models import Person
from app.accounts.roles import Role
from app.trusts.models import Team, Trust
from tests.builders.accounts import make_people
from tests.builders.trusts import make_team, make_trust


@dataclass(frozen=True)
class Cast:
    """Riverside with one team, its people, and another trust that must never see them."""

    riverside: Trust
    early_help: Team
    alice: Person  # a relative
    ben: Person  # another relative
    cora: Person  # a clinician
    sue: Person  # a supporter
    max: Person  # a moderator
    tess: Person  # the trust lead
    ada: Person  # the platform administrator
    hillside: Trust
    hill_team: Team
    harry: Person  # a clinician of the other trust
    hanna: Person  # the lead of the other trust
    hugo: Person  # a relative of the other trust


def make_cast() -> Cast:
    """Makes everybody."""
    riverside, hillside = make_trust("Riverside"), make_trust("Hillside")
    early_help, hill_team = make_team(riverside, "Early Help"), make_team(hillside, "Hill Team")
    made = make_people(
        ("Alice", Role.RELATIVE, early_help),
        ("Ben", Role.RELATIVE, early_help),
        ("Cora", Role.CLINICIAN, early_help),
        ("Sue", Role.SUPPORTER, early_help),
        ("Max", Role.MODERATOR, riverside),
        ("Tess", Role.TRUST_LEAD, riverside),
        ("Ada", Role.PLATFORM_ADMINISTRATOR, None),
        ("Harry", Role.CLINICIAN, hill_team),
        ("Hanna", Role.TRUST_LEAD, hillside),
        ("Hugo", Role.RELATIVE, hill_team),
    )
    people = {person.name.lower(): person for person in made}
    return Cast(riverside=riverside, early_help=early_help, hillside=hillside, hill_team=hill_team, **people)
