"""What is typed about carers. What must not be kept is refused before anything looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from app.carers import typed
from app.carers.rules import Offer, Way
from app.carers.typed import Entry
from app.core.forms import Errors, Fields

WAYS: dict[str, str] = {
    Way.CARD: "We gave them a card or a leaflet about Holdfast",
    Way.TALKED: "We told them about Holdfast, and how to join",
    Way.PROGRAMME: "We offered them another course or group for carers",
    Way.EARLIER: "They were invited to Holdfast before, or on another form",
    Offer.DID_NOT_WANT: "We offered it, and they did not want it",
}
_TOO_LONG_AGO = "That is more than 5 years ago. Offer it again"


@dataclass(frozen=True)
class Offered:
    """How something was offered, or None if they did not want it; and on which day."""

    way: Way | None
    on: date


def read_one(fields: Fields, *, today: date) -> tuple[Entry | None, Errors]:
    """One carer, or a sentence for each field that is wrong."""
    checks: Mapping[str, Callable[[str], object]] = {
        "initials": typed.initials,
        "reference": typed.reference,
        "known": partial(typed.day, today=today),
    }
    errors = {field: wrong for field, check in checks.items() if (wrong := _wrong(check, fields.get(field, "")))}
    if errors:
        return None, errors
    known = typed.day(fields.get("known", ""), today=today)
    return Entry(typed.initials(fields["initials"]), typed.reference(fields["reference"]), known), {}


def read_offer(fields: Fields, *, today: date) -> tuple[Offered | None, Errors]:
    """What was done, or a sentence for each field that is wrong."""
    chosen = fields.get("way", "")
    on = partial(typed.day, today=today, too_long_ago=_TOO_LONG_AGO)
    errors = {} if chosen in WAYS else {"way": "Choose what was done"}
    if wrong := _wrong(on, fields.get("on", "")):
        errors["on"] = wrong
    if errors:
        return None, errors
    return Offered(None if chosen == Offer.DID_NOT_WANT else Way(chosen), on(fields.get("on", ""))), {}


def _wrong(check: Callable[[str], object], words: str) -> str:
    try:
        check(words)
    except ValueError as wrong:
        return str(wrong)
    return ""
