"""The words of the course and its practice: the same as a real invitation has, wherever there is one."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.invitations import presenters as invitations
from app.invitations.rules import OFFERED, WAITING, State, Step
from app.training import queries, rules
from app.training.course import PRACTICE, Course, Pretend
from app.training.models import PracticeInvitation, TrainingRound
from app.training.rules import Deed, Happened, Progress, Standing

_DEEDS: dict[Deed, str] = {
    Deed.INVITED: "You invited {name}",
    Deed.CORRECTED: "You corrected the address of {name}",
    Deed.SENT_AGAIN: "You sent {name} a fresh link",
    Deed.WITHDRAWN: "You withdrew the invitation of {name}",
    Deed.DELIVERED: "The email to {name} was delivered",
    Deed.RETURNED: "The email to {name} came back: nobody has that address",
    Deed.REMINDED: "A reminder went to {name} by itself",
    Deed.OPENED: "{name} opened the link",
    Deed.JOINED: "{name} joined",
    Deed.JOINED_BY_CODE: "{name} joined with the code on the poster. Nobody had to do anything",
    Deed.DECLINED: "{name} said no thank you",
    Deed.RAN_OUT: "The link of {name} ran out. No more reminders go out",
}
STANDINGS: dict[Standing, tuple[str, str]] = {
    Standing.DONE: ("Done", "green"),
    Standing.DUE: ("Time for a refresh", "yellow"),
    Standing.NEVER: ("Not yet", "grey"),
}
NEWS_MOST = 12


@dataclass(frozen=True)
class Practised:
    """A pretend relative as the trainee finds them."""

    pretend: Pretend
    relationship: str
    email: str
    state: State | None
    told: tuple[Happened, ...]

    @property
    def words(self) -> str:
        """The state in words, or nothing."""
        return invitations.in_words(self.state)[0] if self.state else ""

    @property
    def colour(self) -> str:
        """The colour of the state's tag."""
        return invitations.in_words(self.state)[1] if self.state else ""

    @property
    def what_now(self) -> str:
        """What the state means for the trainee."""
        return invitations.in_words(self.state)[2] if self.state else ""

    @property
    def is_to_invite(self) -> bool:
        """Whether the three fields are open for them."""
        return bool(self.pretend.address) and self.state in {None, State.REVOKED}

    @property
    def has_joined(self) -> bool:
        """Whether they have an account."""
        return self.state is State.ACCEPTED

    @property
    def is_waiting(self) -> bool:
        """Whether it is the relative's turn."""
        return self.state in WAITING

    @property
    def was_returned(self) -> bool:
        """Whether their address is to be asked for again."""
        return self.state is State.UNDELIVERABLE

    @property
    def steps(self) -> frozenset[Step]:
        """What can be done, as about a real invitation."""
        return OFFERED[self.state] if self.state else frozenset()

    @property
    def times(self) -> list[dict[str, str]]:
        """What happened on which day, for a list of facts."""
        return [{"key": day_words(each.day), "value": said(each, self.pretend)} for each in self.told]


def day_words(day: int) -> str:
    """A day of the practice, of which the first has none gone by."""
    return f"Day {day + 1}"


def said(happened: Happened, pretend: Pretend) -> str:
    """What happened, in a sentence without its full stop."""
    return _DEEDS[happened.deed].format(name=pretend.name)


def practised(pretend: Pretend, row: PracticeInvitation | None, *, day: int) -> Practised:
    """Where a pretend relative is on a day."""
    invited = queries.deeds_of(row, reached_at=pretend.reached_at) if row else None
    told = rules.story(pretend.way, invited, day=day)
    email = row.email if row else pretend.address
    return Practised(pretend, invitations.relationship(pretend.relationship), email, rules.state(told), told)


def everybody(course: Course, rows: Mapping[str, PracticeInvitation], *, day: int) -> list[Practised]:
    """All pretend relatives; those whose mail came back stand first."""
    found = [practised(each, rows.get(each.id), day=day) for each in course.pretend.values()]
    return sorted(found, key=lambda each: not each.was_returned)


def news(people: list[Practised]) -> list[dict[str, str]]:
    """What happened last to anybody, newest first."""
    told = [(happened, each.pretend) for each in people for happened in each.told]
    # Within a day as it happened: the sort keeps the order, and both are turned round.
    newest = sorted(told, key=lambda pair: pair[0].day)[::-1][:NEWS_MOST]
    return [{"day": day_words(happened.day), "words": said(happened, pretend)} for happened, pretend in newest]


def tasks(course: Course, here: TrainingRound | None, progress: Progress) -> list[dict[str, str]]:
    """Everything that the course asks for, with what is done."""
    read = here.pages if here else []
    pages = [_task(each.page.title, each.href, done=each.slug in read, hint=each.page.summary) for each in course.pages]
    practice = _task(
        "Practise with pretend relatives", PRACTICE, done=progress.invited > 0, hint="Invite one of them or more."
    )
    right, enough = progress.right, course.questions.to_pass
    hint = f"{len(course.questions.questions)} questions. {enough} right answers are enough, as often as you like."
    if right is not None:
        hint += f" Your best so far: {right}."
    return [
        *pages,
        practice,
        _task(course.questions.title, "/staff/training/quiz", done=(right or 0) >= enough, hint=hint),
    ]


def _task(text: str, href: str, *, done: bool, hint: str) -> dict[str, str]:
    status, colour = ("Done", "green") if done else ("To\u00a0do", "")
    return {"text": text, "href": href, "status": status, "colour": colour, "hint": hint}
