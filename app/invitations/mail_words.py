"""What happened to an invitation's emails, in plain words. Never a server's own: they may repeat the address, or worse."""

import re
from itertools import groupby

from app.core.templating import date_and_time, plural
from app.mail.bounce_rules import Fate, fate_of
from app.mail.queries import Happened
from app.mail.rules import DeliveryStep

_STEPS: dict[DeliveryStep, str] = {
    DeliveryStep.ACCEPTED: "Our mail server took it",
    DeliveryStep.LATER: "It could not leave. We try again by ourselves",
    DeliveryStep.GIVEN_UP: "We gave up: the other mail server did not take it",
    DeliveryStep.DELIVERED: "It arrived in the mailbox",
    DeliveryStep.DELAYED: "Their mail server has not taken it yet. It is tried again",
    DeliveryStep.CANCELLED: "It was not sent: the invitation had changed",
    DeliveryStep.SUPPRESSED: "It was not sent: this address is not to be written to",
}
_FULL = re.compile(r"[45]\.2\.2|SMTP 552")
_SLOW = re.compile(r"4\.\d+\.\d+|Notify temporary-failure")
_OUR_SIDE = re.compile(r"5\.[67]\.\d+|SMTP 554|Notify technical-failure")
_RETURNED = re.compile(r"[45]\.\d+\.\d+|Notify \w+-failure")


def what_happened(history: list[Happened]) -> list[dict[str, str]]:
    """One line for each thing that happened, oldest first; many tries in a row are one line."""
    runs = [list(run) for _what, run in groupby(history, key=lambda each: (each.mail_id, each.step))]
    return [{"key": date_and_time(run[-1].at), "value": _words(run)} for run in runs]


def is_returned(code: str) -> bool:
    """Whether this is the code of a mail that was taken and came back."""
    return _RETURNED.fullmatch(code) is not None


def came_back(code: str) -> str:
    """Why a mail came back, as far as its code says."""
    if _FULL.fullmatch(code):
        return "It came back: their mailbox is full"
    if _SLOW.fullmatch(code):
        return "It came back: their mail server did not answer for days"
    if fate_of(code) is Fate.NOBODY_THERE or code == "Notify permanent-failure":
        return "It came back: there is no such mailbox, or it is closed"
    if _OUR_SIDE.fullmatch(code):
        return "It came back: their mail server did not want mail from us. The address may be right"
    return "It came back: their mail server did not take it"


def _words(run: list[Happened]) -> str:
    last = run[-1]
    if last.step is DeliveryStep.QUEUED:
        return f"Ready to be sent to {last.recipient}"
    if last.step is DeliveryStep.BOUNCED:
        return came_back(last.code)
    if last.step is DeliveryStep.LATER and len(run) > 1:
        return f"It could not leave, after {plural(len(run), 'try', 'tries')}. We try again by ourselves"
    return _STEPS[last.step]
