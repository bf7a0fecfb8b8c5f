"""What is typed about trusts and teams."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator

from app.core.forms import line

_NUMBER = re.compile(r"\+?[0-9 ]*")
_FEWEST_DIGITS = 3
# As the table of trusts holds it.
FEWEST_MONTHS, MOST_MONTHS = 3, 120


def phone_number(number: str) -> str:
    """The number. Raises ValueError with a sentence when nobody could dial it."""
    digits = sum(character.isdigit() for character in number)
    if not _NUMBER.fullmatch(number) or digits < _FEWEST_DIGITS:
        raise ValueError("Enter a telephone number, such as 0800 123 4567 or 111")
    return number


class CrisisLineForm(BaseModel):
    """Whom to ring in a crisis."""

    crisis_line_name: Annotated[str, line(missing="Enter the name of the crisis line")]
    crisis_line_number: Annotated[
        str, line(missing="Enter the number of the crisis line", most=30), AfterValidator(phone_number)
    ]


def months(typed: object) -> int:
    """How many months. Raises ValueError with a sentence when they are none, too few or too many."""
    words = str(typed).strip()
    number = int(words) if words.isascii() and words.isdigit() and len(words) <= len(str(MOST_MONTHS)) else 0
    if not FEWEST_MONTHS <= number <= MOST_MONTHS:
        raise ValueError(f"Enter a number of months from {FEWEST_MONTHS} to {MOST_MONTHS}")
    return number


class UsageMonthsForm(BaseModel):
    """For how long single events of use are kept."""

    months: Annotated[int, BeforeValidator(months)]


class TeamForm(BaseModel):
    """A team's name."""

    team: Annotated[str, line(missing="Enter the name of the team", most=100)]
