"""The Celery program of the worker: `celery -A worker.celery_app worker`."""

from celery.signals import worker_init, worker_process_init, worker_ready, worker_shutdown, worker_shutting_down

from app.core.queue import Task, celery

app = celery()
app.conf.update(
    include=["worker.tasks"],
    # A broker that is away for a while must not end the worker: the sweeper catches up when it is back.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
)


@worker_init.connect
@worker_process_init.connect
def open_connections(**_facts: object) -> None:
    """Opens this process's own database pool; after a fork the parent's would be shared. Ends it if the root key is wrong."""
    from app.core import db, logs  # noqa: PLC0415 - beat has no need of a database
    from app.core.config import require  # noqa: PLC0415
    from app.keys import root  # noqa: PLC0415

    logs.configure()
    try:
        db.require_row_security(db.connect(require("database_url"), pool_size=4, max_overflow=4, pool_pre_ping=True))
        root.require_right_key()
    except Exception as error:
        # Celery only logs what a signal's receiver raises, and would go on without a database or with a wrong key.
        raise SystemExit(str(error)) from error


@worker_ready.connect
def catch_up(**_facts: object) -> None:
    """Looks at once for what was missed while no worker ran, rather than at the clock's next turn."""
    app.send_task(Task.SWEEP_MAIL.value)
    app.send_task(Task.SWEEP_FLAGS.value)
    app.send_task(Task.SWEEP_WORRIES.value)
    app.send_task(Task.ESCALATE_MESSAGES.value)
    app.send_task(Task.SEND_REPLIES.value)
    app.send_task(Task.SWEEP_LISTS.value)
    app.send_task(Task.MAKE_USAGE_PARTS.value)
    app.send_task(Task.ROLL_UP_USAGE.value)


@worker_shutting_down.connect
def end_sweeps(**_facts: object) -> None:
    """Lets a sweep end after the mail that it is at: a list of thousands would outlast anybody's patience."""
    from app.mail import sweeping  # noqa: PLC0415 - beat sends no mail

    sweeping.worker_stops.set()


@worker_shutdown.connect
def close_connections(**_facts: object) -> None:
    """Lets the connections of all threads to the mail server go."""
    from app.mail import transports  # noqa: PLC0415 - beat sends no mail

    transports.close()
