"""The table from each kind of email to the functions that write it and hear what became of it."""

from app.accounts import emails as accounts
from app.forum import emails as forum
from app.forum import waiting_email as forum_waiting
from app.forum.rules import notices
from app.invitations import emails as invitations
from app.mail.mailer import Mailer
from app.mail.rules import EmailKind
from app.messages import emails as messages
from app.reminders import emails as reminders
from app.reminders.digests import emails as digests
from app.reminders.digests.rules import leaves_at
from app.risk import emails as risk

MAILERS: dict[EmailKind, Mailer] = {
    EmailKind.INVITATION: Mailer(
        write=invitations.invitation,
        sent=invitations.sent,
        undeliverable=invitations.undeliverable,
        suppressed=invitations.suppressed,
    ),
    EmailKind.STAFF_INVITATION: Mailer(
        write=invitations.staff_invitation, sent=invitations.sent, undeliverable=invitations.undeliverable
    ),
    EmailKind.JOIN_CONFIRM: Mailer(
        write=invitations.asked,
        sent=invitations.sent,
        undeliverable=invitations.undeliverable,
        suppressed=invitations.suppressed,
    ),
    EmailKind.JOIN_HAS_ACCOUNT: Mailer(write=accounts.has_account),
    EmailKind.PASSWORD_RESET: Mailer(write=accounts.password_reset),
    EmailKind.FLAG: Mailer(write=risk.call, sent=risk.sent, undeliverable=risk.undeliverable),
    EmailKind.FORUM_NOTICE: Mailer(write=forum.notice, leaves_at=notices.leaves_at),
    EmailKind.COMPLAINT: Mailer(write=forum.complaint),
    EmailKind.COMPLAINT_ANSWERED: Mailer(write=forum.complaint_answered),
    EmailKind.FORUM_WAITING: Mailer(write=forum_waiting.waiting),
    EmailKind.MESSAGE_ANSWERED: Mailer(write=messages.answered),
    EmailKind.MESSAGE_WAITS: Mailer(write_to=messages.waits),
    EmailKind.MESSAGE_OVERDUE: Mailer(write_to=messages.overdue),
    EmailKind.MESSAGE_OVERDUE_LEAD: Mailer(write_to=messages.overdue_to_lead),
    EmailKind.REPLY_TO_READ: Mailer(write_to=messages.to_read),
    EmailKind.REPLY_CAME_BACK: Mailer(write_to=messages.came_back),
    EmailKind.GLASS_ASKED: Mailer(write_to=messages.glass_asked),
    EmailKind.GLASS_OPENED: Mailer(write=messages.glass_opened),
    EmailKind.TEAM_WEEK: Mailer(write=digests.team_week, leaves_at=leaves_at),
    EmailKind.LEAD_MONTH: Mailer(write=digests.lead_month, leaves_at=leaves_at),
    EmailKind.REMINDER: Mailer(write=reminders.reminder, leaves_for=reminders.leaves_at),
}
