"""Flags for tests, and what people do with them."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import select

from app.accounts import queries as accounts
from app.accounts.models import Person
from app.accounts.roles import permissions_of
from app.accounts.signed_in import SignedIn
from app.core.db import Platform, unit_of_work
from app.risk import queries
from app.risk import service as risk
from app.risk.lines import FlagLine, Happened
from app.risk.models import Flag, FlagCall
from app.risk.rules import Event, Outcome, Rung, Source, SubjectKind, Urgency
from app.risk.service import Concern, settings
from app.risk.service.settings import NewContact
from app.trusts.models import Trust
from tests.builders.hours import always_open

TEXT = "He says he will do it tonight"
# A Monday in working hours, and a Sunday night.
WORKING = datetime(2026, 11, 23, 11, tzinfo=UTC)
SUNDAY = datetime(2026, 11, 22, 23, tzinfo=UTC)


def viewer(person: Person) -> SignedIn:
    """The person as a page knows them."""
    with unit_of_work(Platform.COMMAND_LINE) as session:
        roles = accounts.roles_of(session, person_id=person.id)
    trust, line = (person.trust_id, "Riverside"), ("The crisis line", "0800 000 000")
    who = (person.name, person.email)
    return SignedIn(person.id, *trust, *line, *who, roles, (), permissions_of(roles), b"", comes_back=False)


def concern(urgency: Urgency = Urgency.LOOK_TODAY, *, key: str = "", text: str = TEXT, two: bool = True) -> Concern:
    """Something the detector found."""
    reasons = ("the supported person, today, suicide",)
    return Concern(Source.DETECTOR, urgency, key or str(uuid4()), text, reasons, ((8, 12),), "1", two)


def make_flag(
    writer: Person,
    urgency: Urgency = Urgency.LOOK_TODAY,
    *,
    kind: SubjectKind = SubjectKind.POST,
    subject_id: UUID | None = None,
    why: Concern | None = None,
) -> Flag:
    """A flag about something that this person wrote."""
    assert writer.trust_id
    with unit_of_work(writer.trust_id) as session:
        return risk.raise_flag(
            session,
            trust_id=writer.trust_id,
            kind=kind,
            subject_id=subject_id or uuid4(),
            writer_id=writer.id,
            concern=why or concern(urgency),
        )


def again(flag: Flag, why: Concern) -> Flag:
    """One more concern about the same thing."""
    with unit_of_work(flag.trust_id) as session:
        return risk.raise_flag(
            session,
            trust_id=flag.trust_id,
            kind=SubjectKind(flag.subject_kind),
            subject_id=flag.subject_id,
            writer_id=flag.writer_id,
            concern=why,
        )


def now_of(flag: Flag) -> Flag:
    """The row as it is now."""
    with unit_of_work(flag.trust_id) as session:
        return session.scalars(select(Flag).where(Flag.id == flag.id)).one()


def seen_by(person: Person, flag: Flag) -> FlagLine:
    """The flag as this person sees it. Raises NotFound."""
    who = viewer(person)
    with unit_of_work(flag.trust_id) as session:
        return queries.flag(session, viewer=who, flag_id=flag.id)


def history(flag: Flag, *, reader: Person) -> list[Happened]:
    """All that happened, as a reader sees it."""
    who = viewer(reader)
    with unit_of_work(flag.trust_id) as session:
        return queries.history(session, viewer=who, flag_id=flag.id)


def events(flag: Flag, *, reader: Person) -> list[Event]:
    """Only what kind each was."""
    return [each.event for each in history(flag, reader=reader)]


def take(person: Person, flag: Flag, *, version: int | None = None) -> bool:
    """The person takes it, as they see it now or as it was."""
    who, seen = viewer(person), version or now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.take(session, viewer=who, flag_id=flag.id, version=seen)


def release(person: Person, flag: Flag, words: str = "") -> bool:
    """The person lays it down."""
    who, seen = viewer(person), now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.release(session, viewer=who, flag_id=flag.id, version=seen, words=words)


def close(person: Person, flag: Flag, outcome: Outcome = Outcome.TALKED_WITH, words: str = "We talked.") -> bool:
    """The person closes it alone."""
    who, seen = viewer(person), now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.close(session, viewer=who, flag_id=flag.id, version=seen, outcome=outcome, words=words)


def propose(person: Person, flag: Flag, outcome: Outcome = Outcome.TALKED_WITH, words: str = "We talked.") -> bool:
    """The person would close it."""
    who, seen = viewer(person), now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.propose_close(session, viewer=who, flag_id=flag.id, version=seen, outcome=outcome, words=words)


def read(person: Person, flag: Flag) -> None:
    """The person opens what is covered."""
    who = viewer(person)
    with unit_of_work(flag.trust_id) as session:
        risk.open_content(session, viewer=who, flag_id=flag.id)


def confirm(person: Person, flag: Flag) -> bool:
    """The person, who has read it, agrees to close it."""
    read(person, flag)
    return agree(person, flag)


def agree(person: Person, flag: Flag) -> bool:
    """The person agrees to close it, whether they have read it or not."""
    who, seen = viewer(person), now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.confirm_close(session, viewer=who, flag_id=flag.id, version=seen)


def refuse(person: Person, flag: Flag, words: str = "Ring her first.") -> bool:
    """The person does not agree."""
    who, seen = viewer(person), now_of(flag).version
    with unit_of_work(flag.trust_id) as session:
        return risk.refuse_close(session, viewer=who, flag_id=flag.id, version=seen, words=words)


def make_experienced(person: Person, *, writer: Person) -> None:
    """The person has closed so many that nobody shadows them any more."""
    for _each in range(5):
        flag = make_flag(writer)
        take(person, flag)
        propose(person, flag)


def make_contact(trust: Trust, rung: Rung, *, by: Person, webhook: str | None = None) -> UUID:
    """Somebody on the ladder; their address is the rung's name."""
    contact = NewContact(rung, f"The {rung.value}", f"{rung.value}@example.org", webhook)
    with unit_of_work(trust.id) as session:
        return settings.add_contact(session, trust_id=trust.id, actor_id=by.id, contact=contact)


def open_always(trust: Trust, *, by: Person) -> None:
    """The trust reads at any hour."""
    with unit_of_work(trust.id) as session:
        settings.set_hours(session, trust_id=trust.id, actor_id=by.id, hours=always_open())


def calls(flag: Flag) -> list[tuple[str, str]]:
    """Whom it called, by rung and address, in no order of note."""
    with unit_of_work(flag.trust_id) as session:
        found = session.scalars(select(FlagCall).where(FlagCall.flag_id == flag.id))
        return sorted((each.rung, each.recipient) for each in found)


def sweep() -> tuple[int, int]:
    """What the worker does every half minute: how many it freed, and how many it escalated."""
    with unit_of_work(Platform.SWEEP) as session:
        return risk.free_abandoned(session), risk.escalate_due(session)
