"""The table from each kind of email to the functions that write it and hear what became of it."""

from app.accounts import emails as accounts
from app.forum import emails as forum
from app.forum import waiting_email as forum_waiting
from app.invitations import emails as invitations
from app.mail.delivery import Mailer
from app.mail.rules import EmailKind
from app.risk import emails as risk

MAILERS: dict[EmailKind, Mailer] = {
    EmailKind.INVITATION: Mailer(
        write=invitations.invitation, sent=invitations.sent, undeliverable=invitations.undeliverable
    ),
    EmailKind.STAFF_INVITATION: Mailer(
        write=invitations.staff_invitation, sent=invitations.sent, undeliverable=invitations.undeliverable
    ),
    EmailKind.PASSWORD_RESET: Mailer(write=accounts.password_reset),
    EmailKind.FLAG: Mailer(write=risk.call, sent=risk.sent, undeliverable=risk.undeliverable),
    EmailKind.FORUM_NOTICE: Mailer(write=forum.notice),
    EmailKind.COMPLAINT: Mailer(write=forum.complaint),
    EmailKind.COMPLAINT_ANSWERED: Mailer(write=forum.complaint_answered),
    EmailKind.FORUM_WAITING: Mailer(write=forum_waiting.waiting),
}
