"""How somebody came here: invitation, lists, the team's list of carers, the account."""

from uuid import UUID

from sqlalchemy.orm import Session

from app.accounts import people
from app.accounts import queries as accounts
from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.carers import presenters as carer_words
from app.carers import queries as carers
from app.core.templating import date_and_time, long_date
from app.invitations import mail_words, presenters, queries
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.lists import queries as lists
from app.mail import queries as mail
from app.reports.seen.parts import INVITERS, Link, Part
from app.trusts import queries as trusts

_LISTED = {"ready": "Waits to be invited", "skipped": "Was not invited from this list", "invited": "Invited from it"}
_CODED = frozenset({Role.TRUST_LEAD})


def parts(session: Session, *, user: SignedIn) -> list[Part]:
    """The parts in order."""
    invited = queries.to_relative(session, trust_id=user.own_trust, email=user.email)
    teams = trusts.team_names(session, trust_id=user.own_trust)
    return [
        _invitation(session, invited, teams),
        _lists(session, user, teams),
        _carers(session, invited, teams),
        _account(session, user, teams),
        _no_contact(),
    ]


def _invitation(session: Session, invited: list[Invitation], teams: dict[UUID, str]) -> Part:
    names = people.names(session, person_ids=[each.inviter_id for each in invited])
    facts = [fact for each in invited for fact in _one(session, each, names, teams)]
    return Part(
        key="invitation",
        title="How you came here",
        who="The clinicians and supporters of the team that invited you, or whose code you used.",
        readers=INVITERS,
        facts=tuple(facts),
        says=(
            (
                "They can copy a sentence from it into the record of the person you support: your first name, what you are "
                "to them, the day, and what became of the invitation. Holdfast itself writes nothing there."
            ),
            "If something in it is wrong, tell your team.",
        ),
    )


def _one(
    session: Session, invitation: Invitation, names: dict[UUID, str], teams: dict[UUID, str]
) -> list[tuple[str, str]]:
    """One invitation, in the words that staff read on its page."""
    shown = presenters.details(invitation, names=names, teams=teams, replaced=False)
    line = shown.line
    who = (line.name, line.email, line.relationship, line.team)
    happened = mail_words.what_happened(mail.history(session, subject_id=invitation.id))
    times = [(each["key"], each["value"]) for each in (*shown.times, *happened)]
    return [("Invitation", f"{', '.join(filter(None, who))}. {line.state}"), *times]


def _lists(session: Session, user: SignedIn, teams: dict[UUID, str]) -> Part:
    rows = lists.of_address(session, trust_id=user.own_trust, email=user.email)
    facts = tuple(
        (
            f"List of {date_and_time(its.created_at)}",
            (
                f"{row.first_name}, {row.email}, {presenters.relationship(row.relationship)}. "
                f"{teams.get(its.team_id, '')}. {_LISTED[row.state]}"
            ),
        )
        for row, its in rows
    )
    return Part(
        key="lists",
        title="Lists of people to invite",
        who="The clinicians and supporters of the team whose list it is.",
        readers=INVITERS,
        facts=facts,
        says=("A team can invite many people with one list. Some weeks later the lines of the list are deleted.",),
    )


def _carers(session: Session, invited: list[Invitation], teams: dict[UUID, str]) -> Part:
    states = {each.id: State(each.state) for each in invited}
    found = carers.of_invitations(session, invitation_ids=states)
    lines = [carer_words.line(each, teams=teams, states=states) for each in found]
    return Part(
        key="carers",
        title="The list of carers that your team keeps",
        who="The clinicians and supporters of that team. The trust lead gets numbers from it, and a file for the record "
        "system with the reference, the day and what was offered.",
        readers=INVITERS | _CODED,
        facts=tuple(
            (
                f"{each.initials}, {each.reference}",
                f"{each.team}. Known since {long_date(each.known)}. {each.tag}, {each.more}".rstrip(", "),
            )
            for each in lines
        ),
        says=(
            (
                "It has initials and a reference of the team's own, and no name. If your team wrote you down without an "
                "invitation from that list, Holdfast does not know that it is you: ask them."
            ),
        ),
    )


def _account(session: Session, user: SignedIn, teams: dict[UUID, str]) -> Part:
    own = accounts.by_id(session, person_id=user.person_id)
    facts = [("Your team", ", ".join(teams[each] for each in user.team_ids if each in teams) or "No team")]
    if own is not None:
        facts.append(("You joined", long_date(own.created_at)))
    if own is not None and own.test_asked_at:
        state = "Left out of all numbers" if own.is_test else "Waits for your answer"
        facts.append(("Test account", f"{user.email}. {state}"))
    return Part(
        key="account",
        title="That you have an account",
        who="The trust lead, and without your name: only the team and the day. With your address if it is a test account, "
        "or if you are asked whether it is.",
        readers=frozenset({Role.TRUST_LEAD}),
        facts=tuple(facts),
        says=("Nobody on the staff sees your password, where you are signed in, or when you were here last.",),
        links=(Link("Your account", "/account"),),
    )


def _no_contact() -> Part:
    return Part(
        key="no-contact",
        title="Whether you are written to",
        who="The clinician, supporter or trust lead who said so, and the trust lead.",
        readers=INVITERS | {Role.TRUST_LEAD},
        says=(
            (
                "Staff can say that an address is not to be written to any more, for example when somebody has died. Then the "
                "address stands on a list, with the reason and the day. Whether yours is on it is not shown here. Ask your "
                "team if you wonder why no email comes."
            ),
        ),
        links=(Link("Your reminders", "/account/reminders"),),
    )
