"""Mail by GOV.UK Notify, whose template has nothing but ((subject)) and ((body)).

Notify keeps our id of each mail as its `reference`, and can be asked for it: so none leaves twice.
"""

from time import monotonic
from typing import Any
from uuid import UUID

import structlog
from notifications_python_client.errors import APIError, HTTPError
from notifications_python_client.notifications import NotificationsAPIClient

from app.core.config import require, settings
from app.mail.message import Email
from app.mail.rules import patience
from app.mail.transport import Never, NotNow

log = structlog.get_logger()
NO_ANSWER = "Notify no answer"
_BAD, _FORBIDDEN, _MANY, _BROKEN = 400, 403, 429, 500  # statuses of HTTP


class Notify:
    """One thread's client: it is not made to be shared."""

    def __init__(self) -> None:
        self._client = NotificationsAPIClient(require("notify_key"), base_url=settings().notify_url)

    def send(self, email: Email, *, mail_id: UUID, attempt: int) -> str:
        """Hands one mail over, unless Notify has it already; returns Notify's own id of it."""
        ends_at = monotonic() + patience(attempt=attempt, first=settings().mail_timeout)
        try:
            return (self._known(mail_id, ends_at) if attempt else None) or self._handed_over(email, mail_id, ends_at)
        except APIError as error:
            raise _judged(error) from None

    def close(self) -> None:
        """Lets the kept connection go."""
        self._client.request_session.close()

    def _known(self, mail_id: UUID, ends_at: float) -> str | None:
        self._client.timeout = _left(ends_at)
        found = self._client.get_all_notifications(reference=str(mail_id))["notifications"]
        return str(found[0]["id"]) if found else None

    def _handed_over(self, email: Email, mail_id: UUID, ends_at: float) -> str:
        self._client.timeout = _left(ends_at)
        taken = self._client.send_email_notification(
            email_address=email.to,
            template_id=require("notify_template"),
            personalisation={"subject": email.subject, "body": as_body(email.text)},
            reference=str(mail_id),
            # Notify takes no other kind of address.
            one_click_unsubscribe_url=email.stop if email.stop.startswith("https://") else None,
        )
        return str(taken["id"])


def as_body(text: str) -> str:
    """Our text in Notify's Markdown, in which addresses are links by themselves; no name can hide a link in words."""
    return text.replace("](", "] (")


def _left(ends_at: float) -> tuple[float, float]:
    """Seconds to connect in, and to wait for the answer."""
    left = max(0.1, ends_at - monotonic())
    return left / 5, left * 4 / 5


def _judged(error: APIError) -> NotNow | Never:
    status = error.status_code if isinstance(error, HTTPError) and error.response is not None else None
    if status is None:
        return NotNow(NO_ANSWER)
    if status == _BAD and _is_about_the_recipient(error):
        return Never(f"Notify {status}")
    if status == _MANY or status >= _BROKEN:
        return NotNow(f"Notify {status}")
    # Our key, our template, our trial: nothing is wrong with this mail, and it waits until that is mended.
    hint = "look at NOTIFY_KEY and this machine's clock" if status == _FORBIDDEN else "look at NOTIFY_TEMPLATE"
    log.error("mail.notify_refuses_us", status=status, hint=hint, reasons=_kinds(error))
    return NotNow(f"Notify setup {status}")


def _is_about_the_recipient(error: APIError) -> bool:
    # The field's name begins the message; the words behind it may change.
    return any(
        each["error"] == "ValidationError" and each["message"].startswith("email_address") for each in _errors(error)
    )


def _kinds(error: APIError) -> list[str]:
    return [each["error"] for each in _errors(error)]


def _errors(error: APIError) -> list[dict[str, Any]]:
    return error.message if isinstance(error.message, list) else []
