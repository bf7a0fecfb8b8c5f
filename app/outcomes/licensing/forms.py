"""What a lead types about a licence."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields, Sent
from app.outcomes.licensing import reading
from app.outcomes.licensing.rules import LONGEST_LICENCE, MOST_HOLDER, MOST_NUMBER, Held, is_over

_DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")
_HOW = "Write the last day as 3 November 2027 or 03/11/2027"
_NOTHING = "Choose a file, or paste the words"


def _day(words: object) -> date:
    typed = " ".join(str(words).split())
    for form in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day has no zone
    raise ValueError(_HOW)


class LicenceForm(BaseModel):
    """By which licence a trust may use a questionnaire, and until when."""

    number: Annotated[str, forms.line(missing="Write the licence's number or reference", most=MOST_NUMBER)]
    holder: Annotated[str, forms.line(missing="Write in whose name the licence is", most=MOST_HOLDER)]
    expires_on: Annotated[date, BeforeValidator(_day)]
    confirmed: Annotated[
        str, forms.choice({"yes": ""}, missing="Confirm that the licence covers a website that your relatives use")
    ]


def read_licence(fields: Fields, *, today: date) -> tuple[LicenceForm | None, Errors]:
    """A licence that is not over yet, and ends within a lifetime of such things."""
    form, errors = forms.parse(LicenceForm, fields)
    if form is None:
        return None, errors
    if is_over(form.expires_on, today=today):
        return None, {"expires_on": "This licence is over already"}
    if form.expires_on > today + LONGEST_LICENCE:
        return None, {"expires_on": f"Choose a day within {LONGEST_LICENCE // timedelta(days=366)} years"}
    return form, {}


def kept(held: Held) -> Fields:
    """A licence as it can be changed."""
    day = held.expires_on
    return {"number": held.number, "holder": held.holder, "expires_on": f"{day.day} {day:%B %Y}" if day else ""}


def text_of(sent: Sent) -> tuple[str, Errors]:
    """The text of the file if there is one, else what was pasted."""
    text = reading.decode(sent.content) if sent.content else sent.fields.get("words", "")
    return text, {} if text.strip() else {"words": _NOTHING}


def is_current(fields: Fields, held: Held) -> bool:
    """Whether the page that was sent showed what there is now."""
    return fields.get("version") == str(held.version)
