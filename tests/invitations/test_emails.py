"""The mails that invite, and what is told when they left or came back."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.roles import Role
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work
from app.invitations import emails
from app.invitations.models import Invitation
from app.invitations.rules import State
from app.mail.message import Email
from tests.builders.invitations import make_invitation, now_of
from tests.page import Browser
from tests.people import Cast

LARGEST = 30_000  # bytes
QUEUED = {"state": State.QUEUED, "first_name": "Síle O'Neill & <Co>"}
WRITERS = {Role.RELATIVE: emails.invitation, Role.TRUST_LEAD: emails.staff_invitation}


def _written(invitation: Invitation) -> Email | None:
    with unit_of_work(Platform.SWEEP) as session:
        return WRITERS[Role(invitation.role)](session, subject_id=invitation.id)


def _undeliverable(session: Session, invitation: Invitation) -> None:
    emails.undeliverable(session, subject_id=invitation.id, recipient=invitation.email, reason="SMTP 550")


def _tell(what: Callable[[Session], None]) -> None:
    with unit_of_work(Platform.SWEEP) as session:
        what(session)


@pytest.mark.parametrize("role", list(WRITERS))
def test_it_says_who_invites_until_when_and_what_to_do_if_it_is_a_surprise(cast: Cast, role: Role) -> None:
    email = _written(make_invitation(cast.cora, cast.early_help, role=role, **QUEUED))  # type: ignore[arg-type]

    assert email is not None
    for part in (email.text, email.html):
        assert "Cora" in part
        assert "Riverside" in part
        assert "http://127.0.0.1:8000/invitation/" in part
        assert "until " in part
        assert "If you did not expect this" in part
        assert len(part.encode()) < LARGEST


@pytest.mark.parametrize("role", list(WRITERS))
def test_subject_and_preview_would_tell_a_bystander_nothing(cast: Cast, role: Role) -> None:
    email = _written(make_invitation(cast.cora, cast.early_help, role=role, **QUEUED))  # type: ignore[arg-type]

    assert email is not None
    seen = f"{email.subject} {email.text[:140]}".lower()
    assert email.subject == "An invitation from Cora"
    for word in ("psychosis", "bipolar", "mental", "crisis", "early help", "patient"):
        assert word not in seen


def test_names_are_written_as_they_are(cast: Cast) -> None:
    email = _written(make_invitation(cast.cora, cast.early_help, **QUEUED))  # type: ignore[arg-type]

    assert email is not None
    assert "Hello Síle O'Neill & <Co>," in email.text
    assert "Hello Síle O&#39;Neill &amp; &lt;Co&gt;," in email.html


@pytest.mark.parametrize("state", sorted(set(State) - {State.QUEUED}))
def test_what_is_no_longer_waiting_is_not_sent(cast: Cast, state: State) -> None:
    joined = cast.alice if state is State.ACCEPTED else None

    assert _written(make_invitation(cast.cora, cast.early_help, state=state, joined_as=joined)) is None


def test_what_ran_out_while_it_waited_is_not_sent(cast: Cast) -> None:
    assert _written(make_invitation(cast.cora, cast.early_help, state=State.QUEUED, days_old=28)) is None


def test_being_told_twice_that_it_left_changes_nothing(cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)

    _tell(lambda session: emails.sent(session, subject_id=invitation.id))
    first = now_of(invitation.id)
    _tell(lambda session: emails.sent(session, subject_id=invitation.id))

    assert (first.state, now_of(invitation.id).sent_at) == (State.SENT, first.sent_at)


def test_being_told_twice_that_it_failed_is_written_down_once(cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)

    for _time in range(2):
        _tell(lambda session: _undeliverable(session, invitation))

    with unit_of_work(cast.riverside.id) as session:
        entries = session.scalar(select(func.count()).where(AuditEntry.action == "invitation.undeliverable"))
    assert (now_of(invitation.id).state, now_of(invitation.id).failure) == (State.UNDELIVERABLE, "SMTP 550")
    assert entries == 1


def test_a_mail_that_was_held_back_is_among_those_that_failed_and_staff_are_not_sent_to_ask_for_another_address(
    cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.QUEUED)

    for _time in range(2):
        _tell(lambda session: emails.suppressed(session, subject_id=invitation.id))

    page = browser_as(cast.cora).visit(f"/staff/invitations/{invitation.id}")
    assert (now_of(invitation.id).state, now_of(invitation.id).failure) == (State.UNDELIVERABLE, "suppressed")
    assert "This address is not to be written to, so the email was not sent." in page.text
    assert "Check the address with them" not in page.text


def test_a_mail_that_came_back_after_it_was_sent_could_not_be_delivered(cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.SENT)

    _tell(lambda session: _undeliverable(session, invitation))

    assert (now_of(invitation.id).state, now_of(invitation.id).failure) == (State.UNDELIVERABLE, "SMTP 550")


def test_a_mail_that_came_back_from_an_address_that_was_corrected_since_changes_nothing(cast: Cast) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=State.SENT)

    _tell(
        lambda session: emails.undeliverable(
            session, subject_id=invitation.id, recipient="jnae@example.org", reason="SMTP 550"
        )
    )

    assert now_of(invitation.id).state == State.SENT


@pytest.mark.parametrize("state", [State.OPENED, State.DECLINED, State.REVOKED])
def test_late_news_of_the_mail_does_not_undo_what_happened_since(cast: Cast, state: State) -> None:
    invitation = make_invitation(cast.cora, cast.early_help, state=state)

    _tell(lambda session: emails.sent(session, subject_id=invitation.id))
    _tell(lambda session: _undeliverable(session, invitation))

    assert now_of(invitation.id).state == state
