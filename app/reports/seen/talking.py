"""What somebody wrote to others: forum, messages, worries about safety, complaints, suggestions."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.roles import Role
from app.accounts.signed_in import SignedIn
from app.core.templating import long_date, plural
from app.forum.queries import complaints
from app.implementation.queries import suggestions
from app.messages.queries import conversations
from app.reports.seen import forum
from app.reports.seen.parts import Link, Part
from app.risk import taking_out as flags

_LOOK = frozenset({Role.SUPPORTER, Role.MODERATOR, Role.SAFEGUARDING_LEAD})


def parts(session: Session, *, user: SignedIn) -> list[Part]:
    """The parts in order."""
    return [
        forum.part(session, user=user),
        _messages(session, user),
        _openings(),
        _flags(session, user),
        _complaints(session, user),
        _suggestions(session, user),
    ]


def _messages(session: Session, user: SignedIn) -> Part:
    lines = conversations.own_all(session, user=user)
    return Part(
        key="messages",
        title="Your messages",
        who="The supporters of your trust, with your name.",
        readers=frozenset({Role.SUPPORTER}),
        facts=tuple(
            (
                each.topic or "A conversation",
                f"{plural(each.last_number, 'message')}, since {long_date(each.opened_at)}",
            )
            for each in lines
        )
        or (("Conversations", "None yet"),),
        says=(
            (
                "The supporters can write notes about a conversation for each other, and how many minutes it took. You do not "
                "see these here. Ask your trust if you want a copy."
            ),
            "The trust lead sees how long a conversation has waited for an answer, not whose it is or what it says.",
        ),
        links=(Link("Your messages, and who read them", "/messages"),),
    )


def _openings() -> Part:
    return Part(
        key="openings",
        title="Your messages in an emergency",
        who="A safeguarding lead, for one conversation and one hour, if a second person agrees. The trust lead can be that "
        "person, and sees that it was asked and why.",
        readers=frozenset({Role.SAFEGUARDING_LEAD, Role.TRUST_LEAD}),
        says=(
            (
                "You can see when it was done, unless that would put somebody in danger. It stands with who read your "
                "conversation."
            ),
        ),
        links=(Link("Your messages, and who read them", "/messages"),),
    )


def _flags(session: Session, user: SignedIn) -> Part:
    return Part(
        key="flags",
        title="Worries about somebody's safety",
        who="The supporters, moderators and safeguarding leads of your trust whose work it is to look. They see the words "
        "and your name.",
        readers=_LOOK,
        facts=tuple((each["about"], _looked(each)) for each in flags.of_writer(session, user=user)),
        says=(
            (
                "A program looks for signs of danger in what you write to others and in one or two answers of a check-in, and "
                "staff can write down a worry. Whoever looks writes down what they did. You do not see that here. The file "
                "below says what came of it."
            ),
            "Any member of staff can tell those who look of a worry, and sees then that it was looked at.",
        ),
        links=(Link("Help now", "/help-now"),),
    )


def _looked(flag: dict[str, str | None]) -> str:
    if flag["looked_at"] is None:
        return "Somebody will look at it"
    return f"Somebody looked at it on {long_date(datetime.fromisoformat(flag['looked_at']))}"


def _complaints(session: Session, user: SignedIn) -> Part:
    lines = complaints.of_person(session, person_id=user.person_id)
    return Part(
        key="complaints",
        title="Complaints",
        who="The trust lead and the safeguarding leads, with your name.",
        readers=frozenset({Role.TRUST_LEAD, Role.SAFEGUARDING_LEAD}),
        facts=tuple((each.reference, f"Of {long_date(each.created_at)}") for each in lines),
        says=() if lines else ("You have made none.",),
        links=(Link("Your complaints", "/complaints"),),
    )


def _suggestions(session: Session, user: SignedIn) -> Part:
    own_words = suggestions.own(session, person_id=user.person_id)
    return Part(
        key="suggestions",
        title="Your suggestions",
        who="The trust lead, without your name.",
        readers=frozenset({Role.TRUST_LEAD}),
        facts=tuple((f"On {long_date(each.created_at)}", each.words) for each in own_words),
        says=(
            (
                "Your words are shown as you wrote them: leave out names if nobody should guess that it was you. If the trust "
                "lead fears for somebody's safety, those who look at worries are told, and they see who wrote it."
            ),
        ),
        links=(Link("Suggestions", "/suggestions"),),
    )
