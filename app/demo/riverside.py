"""The demo trust: two teams, somebody for each role, and relatives at every step of the way. All made up."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import queries
from app.accounts import service as accounts
from app.accounts.roles import ROLES, Role
from app.accounts.service import Grant
from app.core import clock, passwords
from app.demo import (
    canned,
    carers,
    check_ins,
    crowd,
    forum,
    joining,
    lists,
    local_help,
    mail,
    messages,
    own_things,
    past,
    reminders,
    research,
    running,
    topics,
    training,
)
from app.demo.past import Here
from app.demo.sign_ins import PEOPLE, Passwords, address
from app.invitations.rules import State
from app.modules.content.library import Library
from app.outcomes.instruments import Instrument
from app.trusts import service as trusts
from app.usage import rollup

NAME = "Riverside Demo Trust"
EARLY, NORTH = "Early Intervention Team", "Community Team North"
# Clinicians besides the one to sign in as. Some have never invited anybody: so it is in most services.
COLLEAGUES = {
    EARLY: ("Devi Nair", "Owen Hart", "Grace Addo", "Piotr Zielinski"),
    NORTH: ("Lena Fox", "Amir Haddad", "Ruth Cole", "Joan Stone", "Ife Okafor"),
}


def is_there(session: Session) -> bool:
    """Whether the demo trust was loaded before, whatever it is called by now."""
    return queries.find_by_email(session, email=PEOPLE[0].email) is not None


def load(session: Session, *, known: Passwords, library: Library, k10: Instrument | None, now: datetime) -> None:
    """Adds the trust, with these passwords for those who can sign in."""
    trust = trusts.create_trust(
        session, name=NAME, crisis_line_name="Riverside crisis line", crisis_line_number="0808 157 0111", actor_id=None
    )
    trust.is_demo = True
    trust.live_at = now
    teams = {name: trusts.add_team(session, trust_id=trust.id, name=name, actor_id=None).id for name in (EARLY, NORTH)}
    people = _add_people(session, known, trust.id, teams)
    here = Here(trust.id, teams, people, now)
    past.add_invitations(session, here)
    past.add_reading(session, here, library)
    lists.add(session, here, team=EARLY)
    joining.add(session, here, team=EARLY, maker="Cora")
    crowd.add(session, here, library)
    mail.add(session, here)
    carers.add(session, here)
    topics.add(session, here)
    forum.add(session, here)
    messages.add(session, here)
    canned.add(session, here)
    training.add(session, here)
    reminders.add(session, here)
    running.add(session, here)
    own_things.add(session, here, k10=k10)
    research.add(session, here)
    if k10:
        check_ins.add(session, here, k10=k10)
    today = clock.london_day(now)
    local_help.add(session, trust_id=trust.id, editor_id=people["Sue"], today=today)
    rollup.roll_up(session, first=today - timedelta(days=past.LONGEST_AGO), last=today)
    rollup.count_news(session)  # writes down how far it came, for the reports to say


def keep_passwords(session: Session, *, known: Passwords) -> None:
    """Makes the passwords of those who can sign in what the file says."""
    for email, password in known.items():
        person = queries.find_by_email(session, email=email)
        if person is not None and not passwords.matches(password, person.password_hash):
            accounts.set_password(session, person=person, password=password)


def _add_people(session: Session, known: Passwords, trust_id: UUID, teams: dict[str, UUID]) -> dict[str, UUID]:
    """Everybody with an account, by first name. Those not in the file cannot sign in."""
    wanted = [(each.name, each.role, EARLY) for each in PEOPLE]
    wanted += [(name, Role.CLINICIAN, team) for team, names in COLLEAGUES.items() for name in names]
    joined = [(each.name, Role.RELATIVE, each.team) for each in past.invited() if each.state is State.ACCEPTED]
    here = {name.split()[0] for name, _, _ in wanted}
    made = {}
    for name, role, team in wanted + [each for each in joined if each[0] not in here]:
        person = accounts.create_person(
            session,
            trust_id=None if role is Role.PLATFORM_ADMINISTRATOR else trust_id,
            email=address(name),
            name=name,
            password=known.get(address(name)),
            grants=[Grant(role, teams[team] if ROLES[role].works_in_team else None)],
        )
        made[name.split()[0]] = person.id
    return made
