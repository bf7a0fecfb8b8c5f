"""What somebody does with the toolkit: modules, what they shared, what they asked for, and what is only counted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core.templating import long_date, plural
from app.outcomes.research import queries as research
from app.reports.seen.parts import INVITERS, Link, Part
from app.toolbox import queries as toolbox
from app.topics import queries as topics
from app.topics.presenters import TAGS
from app.topics.queries import Wish
from app.topics.rules import State
from app.trusts import queries as trusts
from app.usage.models import UsageDay

Progress = Sequence[tuple[str, str]]
_U = UsageDay.__table__.c
_COUNTED: Select[Any] = select(
    func.coalesce(func.sum(_U.logins), 0),
    func.coalesce(func.sum(_U.visits), 0),
    func.coalesce(func.sum(_U.active_seconds), 0),
    func.coalesce(func.sum(_U.pages), 0),
).where(_U.person_id == bindparam("person_id"))
_COUNTED_BY = frozenset(set(Role) - {Role.RELATIVE, Role.CLINICIAN})
_MINUTE = 60


def parts(session: Session, *, user: SignedIn, progress: Progress) -> list[Part]:
    """The parts in order."""
    whole = (_modules(progress), _shared(session, user), _topics(session, user))
    return [*whole, _research(session, user), _numbers(session, user)]


def _modules(progress: Progress) -> Part:
    return Part(
        key="modules",
        title="Which modules you have begun and finished",
        who="The supporters of your trust, beside a conversation that you have with them.",
        readers=frozenset({Role.SUPPORTER}),
        facts=tuple((title, how.capitalize()) for title, how in progress) or (("Modules", "None yet"),),
        says=("Not which pages, not when, and nothing of what you answered.",),
        links=(Link("Modules", "/modules"),),
    )


def _shared(session: Session, user: SignedIn) -> Part:
    teams = trusts.team_names(session, trust_id=user.own_trust)
    shared = [each for each in toolbox.items(session, person_id=user.person_id) if each.shared_with]
    return Part(
        key="shared",
        title="What you shared from your toolbox",
        who="The clinicians and supporters of the team you shared it with. They see your name beside it.",
        readers=INVITERS,
        facts=tuple(
            (each.kept.title, f"{teams.get(each.shared_with, '')}, since {long_date(each.shared_at)}")
            for each in shared
            if each.shared_with and each.shared_at
        ),
        says=("Nothing, until you share it yourself." if not shared else "You can take back each of them.",),
        links=tuple(Link(f"Take back: {each.kept.title}", f"/toolbox/{each.id}") for each in shared)
        or (Link("Your toolbox", "/toolbox"),),
    )


def _topics(session: Session, user: SignedIn) -> Part:
    wishes = topics.wishes(session, trust_id=user.own_trust, person_id=user.person_id)
    own = [each for each in wishes if each.is_own]
    details = topics.own_details(session, person_id=user.person_id)
    return Part(
        key="topics",
        title="What you asked us to write about",
        who="The supporters and the trust lead, without your name.",
        readers=frozenset({Role.SUPPORTER, Role.TRUST_LEAD}),
        facts=tuple((each.title, _asked(each, details.get(each.id, ""))) for each in own) or (("Topics", "None yet"),),
        says=("They can look up who asked if they fear for somebody's safety. It is written down when they do.",),
        links=(Link("What is missing here?", "/topics"),),
    )


def _asked(wish: Wish, details: str) -> str:
    """Where it is, and the details that only the one who asked and staff can read."""
    state = "Waits" if wish.state is State.ASKED else TAGS[wish.state][0]
    return f"{state}. {details}" if details else state


def _research(session: Session, user: SignedIn) -> Part:
    agreed = research.agreed(session, person_id=user.person_id)
    return Part(
        key="research",
        title="What you agreed to hand on for research",
        who="The trust lead, in a file for researchers that holds no name, no date and nothing that you wrote.",
        readers=frozenset({Role.TRUST_LEAD}),
        facts=tuple((each.study.title, f"You agreed on {long_date(each.given_at)}") for each in agreed)
        or (("Studies", "None"),),
        says=(
            "Your answers to check-ins stand there under a pseudonym. No page says whose it is."
            if agreed
            else "Nothing, unless you say yes to a study yourself.",
            "The lead sees how many take part, if they are 5 or more, and not whether you do.",
        ),
        links=(Link("Taking part in research", "/account/research"),),
    )


def _numbers(session: Session, user: SignedIn) -> Part:
    logins, visits, seconds, pages = session.execute(_COUNTED, {"person_id": user.person_id}).one()
    months = trusts.trust(session, trust_id=user.own_trust).usage_months
    return Part(
        key="numbers",
        title="What is only counted",
        who="The trust lead sees sums for teams and for the whole trust, the platform administrator for trusts. Supporters, "
        "moderators and safeguarding leads see sums of their own work. Nobody sees your own numbers.",
        readers=_COUNTED_BY,
        facts=(
            ("You signed in or came back", plural(logins, "time")),
            ("Your visits", f"{visits:,}"),
            ("Your time here", plural(round(seconds / _MINUTE), "minute")),
            ("Pages, each counted once a day", f"{pages:,}"),
        ),
        says=(
            "These four are yours, and stand here for you alone. In the sums nothing is shown about fewer than 5 people.",
            f"What you open and when is kept for {months} months. What was counted from it each day stays.",
        ),
        links=(Link("Object to being counted", "/privacy"),),
    )
