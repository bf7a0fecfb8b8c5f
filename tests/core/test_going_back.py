"""A database that goes back to the version before keeps what that version knows, and can come forward again."""

from sqlalchemy import Engine, select

from app.core.db import Platform, unit_of_work
from app.invitations.rules import CameBy, State
from app.mail.models import OutboundMail
from app.mail.rules import EmailKind, MailState
from tests.builders.carers import make_carer
from tests.builders.invitations import all_invitations, make_invitation
from tests.builders.mails import make_mail
from tests.migrations import down_and_up
from tests.people import Cast

BEFORE = "0011_messages"


def test_an_invitation_after_one_that_nobody_sent_is_kept(cast: Cast, owner: Engine) -> None:
    asked = make_invitation(
        cast.cora, cast.early_help, state=State.EXPIRED, inviter_id=None, came_by=CameBy.OPEN.value, days_old=40
    )
    sent = make_invitation(cast.cora, cast.early_help, repeats_id=asked.id)
    make_carer(cast.cora, cast.early_help, offer="invited", invitation_id=sent.id)

    down_and_up(owner, to=BEFORE)

    assert [(each.id, each.repeats_id) for each in all_invitations()] == [(sent.id, None)]


def test_mails_that_the_version_before_cannot_write_are_gone(cast: Cast, owner: Engine) -> None:
    kept = make_mail(cast.riverside, state=MailState.CANCELLED)
    make_mail(cast.riverside, kind=EmailKind.REMINDER, state=MailState.QUEUED)

    down_and_up(owner, to=BEFORE)

    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert session.scalars(select(OutboundMail.id)).all() == [kept.id]
