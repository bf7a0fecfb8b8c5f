"""Which way of sending mail is used here, and one of it for each thread."""

from threading import Lock, local

from app.core.config import settings
from app.mail.smtp import Smtp
from app.mail.transport import Transport

# One a thread: a mail server that hangs on one mail then holds up nobody else's.
_thread = local()
_open: list[Transport] = []
_lock = Lock()


def mine() -> Transport:
    """This thread's own."""
    if not hasattr(_thread, "transport"):
        _thread.transport = _made()
        with _lock:
            _open.append(_thread.transport)
    found: Transport = _thread.transport
    return found


def close() -> None:
    """Closes the connections of all threads, when the program ends or its settings change."""
    global _thread  # noqa: PLW0603 - so that each thread begins anew
    with _lock:
        _thread = local()
        for each in _open:
            each.close()
        _open.clear()


def _made() -> Transport:
    if settings().mail_by == "notify":
        from app.mail.notify import Notify  # noqa: PLC0415 - its library is an extra

        return Notify()
    return Smtp()
