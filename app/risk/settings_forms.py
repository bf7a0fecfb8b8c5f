"""What a trust lead types about shifts, contacts and clocks."""

from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.config import settings
from app.core.forms import EmailAddress
from app.risk import hosts
from app.risk.due import Clocks
from app.risk.rules import Rung
from app.trusts.hours import typed
from app.trusts.hours.table import WEEKDAYS, Window, mistakes

_WEEKDAYS = [str(number) for number in range(len(WEEKDAYS))]
MOST_ADDRESS = 2000  # characters
# Whom a lead names; the first rung calls them beside the rota.
NAMED = tuple(Rung)


def _shift(value: object) -> tuple[Window, ...]:
    found = typed.windows(str(value))
    if not found:
        raise ValueError("Enter from when to when, such as 9am to 5pm")
    wrong = mistakes((found, *((),) * (len(WEEKDAYS) - 1)))
    if wrong:
        raise ValueError(wrong[0].sentence.removeprefix(f"{WEEKDAYS[0]}: "))
    return found


def _web_address(value: object) -> str | None:
    words = str(value).strip()
    if words and not _is_web_address(words):
        raise ValueError("Enter an address that begins with https://")
    if words and not hosts.may_be_public(urlsplit(words).hostname or "") and not settings().private_pagers:
        raise ValueError("Enter an address on the internet, not one inside a network")
    return words or None


def _is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        reached = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return reached and parts.scheme == "https" and " " not in words and len(words) <= MOST_ADDRESS


def _number(least: int, most: int, unit: str) -> BeforeValidator:
    def check(value: object) -> int:
        words = str(value).strip()
        if not (words.isascii() and words.isdigit() and least <= int(words[:9]) <= most):
            raise ValueError(f"Enter {unit} from {least} to {most}")
        return int(words)

    return BeforeValidator(check)


class ShiftForm(BaseModel):
    """When somebody is on duty each week."""

    person: Annotated[str, forms.line(missing="Choose who is on duty")]
    weekday: Annotated[str, forms.choice(dict.fromkeys(_WEEKDAYS), missing="Choose a day")]
    hours: Annotated[tuple[Window, ...], BeforeValidator(_shift)]


class ContactForm(BaseModel):
    """Whom a rung of the ladder calls."""

    rung: Annotated[Rung, forms.choice({each: each for each in NAMED}, missing="Choose when they are called")]
    name: Annotated[str, forms.line(missing="Enter a name, such as Duty desk", most=100)]
    email: EmailAddress
    webhook: Annotated[str | None, BeforeValidator(_web_address)]


class ClocksForm(BaseModel):
    """How long each urgency may wait: minutes of working time, and working days for what names somebody."""

    look_now: Annotated[int, _number(5, 480, "minutes")]
    look_today: Annotated[int, _number(15, 2400, "minutes")]
    hold_conduct: Annotated[int, _number(15, 2400, "minutes")]
    hold_identity: Annotated[int, _number(1, 10, "working days")]

    def clocks(self) -> Clocks:
        """As the rules want them."""
        return Clocks(**self.model_dump())


def kept_clocks(clocks: Clocks) -> dict[str, Any]:
    """The form of clocks as they are."""
    return {name: str(getattr(clocks, name)) for name in ClocksForm.model_fields}
