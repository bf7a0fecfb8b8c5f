"""The people in the tests' sentences."""

from dataclasses import dataclass

from app.accounts.models import Person
from app.accounts.roles import Role
from app.trusts.models import Team, Trust
from tests.builders.accounts import make_person
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
    return Cast(
        riverside=riverside,
        early_help=early_help,
        alice=make_person("Alice", Role.RELATIVE, team=early_help),
        ben=make_person("Ben", Role.RELATIVE, team=early_help),
        cora=make_person("Cora", Role.CLINICIAN, team=early_help),
        sue=make_person("Sue", Role.SUPPORTER, team=early_help),
        max=make_person("Max", Role.MODERATOR, trust=riverside),
        tess=make_person("Tess", Role.TRUST_LEAD, trust=riverside),
        ada=make_person("Ada", Role.PLATFORM_ADMINISTRATOR),
        hillside=hillside,
        hill_team=hill_team,
        harry=make_person("Harry", Role.CLINICIAN, team=hill_team),
        hanna=make_person("Hanna", Role.TRUST_LEAD, trust=hillside),
        hugo=make_person("Hugo", Role.RELATIVE, team=hill_team),
    )
