"""What a supporter types about a local service."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator

from app.core.forms import Errors, Fields, choice, line, parse, text
from app.directory import rules
from app.directory.models import LocalResource
from app.directory.rules import NEEDS
from app.directory.service import Details
from app.trusts.forms import phone_number

# How soon a service is looked at again, in months.
MONTHS = {"1": "1 month", "3": "3 months", "6": "6 months", "12": "12 months"}
_NOBODY = "Enter a telephone number or a website, so that people can get in touch"
_LONGEST_PURPOSE = 400


def _number(number: str) -> str:
    return phone_number(number) if number else ""


def _website(address: str) -> str:
    return rules.web_address(address) if address else ""


def _needs(chosen: object) -> list[str]:
    known: list[str] = [need for need in str(chosen).split() if need in NEEDS]
    if not known:
        raise ValueError("Choose at least one thing that it helps with, or nobody will find it")
    return known


def _day(words: object) -> date | None:
    try:
        return date.fromisoformat(str(words).strip()) if str(words).strip() else None
    except ValueError:
        raise ValueError("Enter the day as a year, a month and a day, such as 2027-03-31, or leave it empty") from None


class ResourceForm(BaseModel):
    """A local service, in the order of the page."""

    name: Annotated[str, line(missing="Enter the name of the service", most=100)]
    purpose: Annotated[
        str, text(missing="Write in a sentence or two what it does and whom it is for", most=_LONGEST_PURPOSE)
    ]
    number: Annotated[str, line(missing="", most=30, optional=True), AfterValidator(_number)]
    website: Annotated[str, line(missing="", most=300, optional=True), AfterValidator(_website)]
    needs: Annotated[list[str], BeforeValidator(_needs)]
    hours: Annotated[str, line(missing="Enter when it is open, such as: Monday to Friday, 9am to 5pm")]
    cost: Annotated[str, line(missing="", most=100, optional=True)]
    months: Annotated[str, choice(MONTHS, missing="Choose when it should be checked again")]
    expires: Annotated[date | None, BeforeValidator(_day)]


def chosen_needs(fields: Fields) -> list[str]:
    """The needs whose boxes are ticked: each box has a name of its own."""
    return [need for need in NEEDS if fields.get(f"need-{need}")]


def read(fields: Fields, *, today: date) -> tuple[Details | None, Errors]:
    """The service as it is from today, or a sentence for each field that is wrong, in the order of the page."""
    form, errors = parse(ResourceForm, {**fields, "needs": " ".join(chosen_needs(fields))})
    if not fields.get("number", "").strip() and not fields.get("website", "").strip():
        errors["number"] = _NOBODY
    if form is not None and form.expires and form.expires <= today:
        errors["expires"] = "Choose a day after today, or leave it empty"
    if form is None or errors:
        return None, {name: errors[name] for name in ResourceForm.model_fields if name in errors}
    next_check = rules.in_months(today, int(form.months))
    return Details(**form.model_dump(exclude={"months"}), checked_on=today, next_check=next_check), {}


def kept(resource: LocalResource, *, months: str) -> dict[str, str]:
    """The form of a service that is there already."""
    fields = {name: getattr(resource, name) for name in ("name", "purpose", "number", "website", "hours", "cost")}
    needs = {f"need-{need}": need for need in resource.needs}
    return {**fields, **needs, "months": months, "expires": resource.expires.isoformat() if resource.expires else ""}
