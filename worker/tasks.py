"""The tasks: ids in, one unit of work, safe to run twice."""

from uuid import UUID

from app import models  # noqa: F401 - tables name each other across features, so all must be known before a row is written
from app.accounts import sessions
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.core.queue import Task
from app.forum.service import alerting, noticing, rescanning, worrying
from app.implementation.service import rounds as nomad
from app.invitations import expiring as expiring_invitations
from app.lists import forgetting as forgetting_lists
from app.lists import sending as sending_lists
from app.mail import bounce_mailbox, delivery
from app.mailers import MAILERS
from app.messages.service import escalating, forgetting, replying
from app.messages.service import rescanning as rescanning_messages
from app.reminders.digests import service as digests
from app.reminders.service import sweeping as reminders
from app.reports.change import ready as change
from app.reports.uptake import report as uptake
from app.reports.use import ready as use
from app.reports.use.queries import Asked
from app.risk import paging
from app.risk import service as risk
from app.trusts import queries as trusts
from app.usage import keeping, parts, rollup
from worker.celery_app import app


@app.task(name=Task.SEND_MAIL.value)
def send_mail(mail_id: str) -> None:
    """Sends one mail, unless it has left already."""
    delivery.send(UUID(mail_id), mailers=MAILERS)


@app.task(name=Task.SWEEP_MAIL.value)
def sweep_mail() -> None:
    """Sends whatever is due."""
    delivery.send_all_due(mailers=MAILERS)


@app.task(name=Task.READ_BOUNCES.value)
def read_bounces() -> None:
    """Takes what came back to the bounce mailbox, if there is one."""
    bounce_mailbox.read(mailers=MAILERS)


@app.task(name=Task.CALL_PAGER.value)
def call_pager(call_id: str) -> None:
    """Calls one pager, unless it was called already."""
    paging.page(UUID(call_id))


@app.task(name=Task.SWEEP_FLAGS.value)
def sweep_flags() -> None:
    """Frees what was left lying, calls the next rung about what is overdue, and tries pagers again."""
    with unit_of_work(Platform.SWEEP) as session:
        risk.free_abandoned(session)
        risk.escalate_due(session)
    paging.page_all_due()


@app.task(name=Task.FLAG_WORRY.value)
def flag_worry(report_id: str) -> None:
    """Raises the flag of one member's worry about a member of another trust, unless that is done."""
    with unit_of_work(Platform.SWEEP) as session:
        worrying.raise_one(session, report_id=UUID(report_id))


@app.task(name=Task.SWEEP_WORRIES.value)
def sweep_worries() -> None:
    """Raises the flags of worries that nobody was woken for."""
    with unit_of_work(Platform.SWEEP) as session:
        worrying.raise_due(session)


@app.task(name=Task.SEND_NEWS.value)
def send_news() -> None:
    """Mails members of the forum who have something new, once a day at most."""
    with unit_of_work(Platform.SWEEP) as session:
        noticing.notify_due(session)


@app.task(name=Task.RESCAN_FORUM.value)
def rescan_forum() -> None:
    """Reads posts again that an older detector has read and no person yet."""
    with unit_of_work(Platform.SWEEP) as session:
        rescanning.read_again(session)


@app.task(name=Task.RESCAN_MESSAGES.value)
def rescan_messages() -> None:
    """Reads messages again that an older detector has read and no supporter yet."""
    with unit_of_work(Platform.SWEEP) as session:
        rescanning_messages.read_again(session)


@app.task(name=Task.FORGET_FLAGS.value)
def forget_flags() -> None:
    """Destroys the words of flags that were closed long ago."""
    with unit_of_work(Platform.SWEEP) as session:
        risk.forget_old(session)


@app.task(name=Task.SEND_REPLIES.value)
def send_replies() -> None:
    """Sends supporters' answers that were put off until now."""
    with unit_of_work(Platform.SWEEP) as session:
        replying.send_due(session)


@app.task(name=Task.ESCALATE_MESSAGES.value)
def escalate_messages() -> None:
    """Tells the other supporters, then the trust leads, that a relative has waited too long for an answer."""
    with unit_of_work(Platform.SWEEP) as session:
        escalating.escalate_due(session)


@app.task(name=Task.FORGET_MESSAGES.value)
def forget_messages() -> None:
    """Destroys the words of conversations that were closed long ago."""
    with unit_of_work(Platform.SWEEP) as session:
        forgetting.forget_old(session)


@app.task(name=Task.SEND_REMINDERS.value)
def send_reminders() -> None:
    """Makes every reminder that is due."""
    reminders.send_due()


@app.task(name=Task.EXPIRE_INVITATIONS.value)
def expire_invitations() -> None:
    """Marks invitations past their last day."""
    with unit_of_work(Platform.SWEEP) as session:
        expiring_invitations.expire_due(session)


@app.task(name=Task.SEND_LISTS.value)
def send_list(list_id: str) -> None:
    """Invites the next few on one list, and wakes itself for the rest."""
    sending_lists.send_some(UUID(list_id))


@app.task(name=Task.SWEEP_LISTS.value)
def sweep_lists() -> None:
    """Wakes the worker for lists that are being sent and that nobody was woken for."""
    with unit_of_work(Platform.SWEEP) as session:
        sending_lists.wake_all(session)


@app.task(name=Task.FORGET_LISTS.value)
def forget_lists() -> None:
    """Deletes the addresses of lists that are over or were never sent."""
    with unit_of_work(Platform.SWEEP) as session:
        forgetting_lists.forget_old(session)


@app.task(name=Task.ROLL_UP_USAGE.value)
def roll_up_usage() -> None:
    """Counts what was used since the last time, piece by piece."""
    is_more = True
    while is_more:
        with unit_of_work(Platform.SWEEP) as session:
            is_more = rollup.count_news(session)


@app.task(name=Task.MAKE_USAGE_PARTS.value)
def make_usage_parts() -> None:
    """Makes room for the usage events of the next months."""
    with unit_of_work(Platform.SWEEP) as session:
        parts.make_ahead(session)


@app.task(name=Task.FORGET_USAGE.value)
def forget_usage() -> None:
    """Deletes usage events that are older than their trust keeps them, and then the months that are empty."""
    is_more = True
    while is_more:
        with unit_of_work(Platform.SWEEP) as session:
            is_more = keeping.delete_some(session, months=trusts.usage_months(session))
    with unit_of_work(Platform.SWEEP) as session:
        parts.drop_empty(session)


@app.task(name=Task.MAKE_USE_READY.value)
def make_use_ready() -> None:
    """Looks what may be told anew of the use, of each trust in a transaction of its own; then counts all trusts' uptake."""
    with unit_of_work(Platform.SWEEP) as session:
        every = use.wanted(session)
    for trust_id in every:
        with unit_of_work(Platform.SWEEP) as session:
            use.make(session, Asked(trust_id, clock.london_day(clock.now())))
    with unit_of_work(Platform.SWEEP) as session:
        uptake.make_ready(session)


@app.task(name=Task.MAKE_CHANGE_READY.value)
def make_change_ready() -> None:
    """Makes ready what the page shows of check-ins: of each trust in a transaction of its own, then of all."""
    instruments = change.all_instruments()
    with unit_of_work(Platform.SWEEP) as session:
        every = change.wanted(session)
    for trust_id in every:
        with unit_of_work(Platform.SWEEP) as session:
            change.make(session, trust_id=trust_id, instruments=instruments)
    with unit_of_work(Platform.SWEEP) as session:
        change.make_together(session, instruments=instruments)


@app.task(name=Task.END_OLD_SESSIONS.value)
def end_old_sessions() -> None:
    """Forgets sessions that can no longer be used."""
    with unit_of_work(Platform.SWEEP) as session:
        sessions.forget_old(session)


@app.task(name=Task.TELL_OF_OVERDUE.value)
def tell_of_overdue() -> None:
    """Tells moderators and leads that posts wait for too long."""
    with unit_of_work(Platform.SWEEP) as session:
        alerting.tell_of_overdue(session)


@app.task(name=Task.SEND_DIGESTS.value)
def send_digests() -> None:
    """Mails teams their week and trust leads their month, once each."""
    with unit_of_work(Platform.SWEEP) as session:
        digests.send_due(session)


@app.task(name=Task.CLOSE_ROUNDS.value)
def close_rounds() -> None:
    """Closes rounds of questions to staff past their last day, and forgets who answered."""
    with unit_of_work(Platform.SWEEP) as session:
        nomad.close_due(session, today=clock.london_day(clock.now()))
