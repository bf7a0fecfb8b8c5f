"""What is typed to invite somebody and to join."""

from collections.abc import Mapping
from typing import Annotated, TypeVar
from uuid import UUID

from pydantic import BaseModel, BeforeValidator

from app.accounts.forms import NewPassword
from app.accounts.roles import ROLES, STAFF_ROLES, Role
from app.core.addresses import email_address
from app.core.forms import EmailAddress, Errors, Fields, choice, line, parse
from app.invitations.rules import RELATIONSHIPS
from app.mail.rules import BY_STAFF, Suppressed
from app.trusts.forms import CrisisLineForm, TeamForm

R = TypeVar("R", bound="RoleForm")
_WHO = "Choose who they are to the person they support"


def _address_or_nothing(value: object) -> str:
    return email_address(value) if str(value).strip() else ""


class DraftForm(BaseModel):
    """The three fields as far as they are known."""

    email: Annotated[str, BeforeValidator(_address_or_nothing)]
    first_name: Annotated[str, line(missing="", most=60, optional=True)]
    relationship: Annotated[str, choice({"": "", **RELATIONSHIPS}, missing=_WHO)]


class InvitationForm(DraftForm):
    """The three fields."""

    email: EmailAddress
    first_name: Annotated[str, line(missing="Enter their first name", most=60)]
    relationship: Annotated[str, choice(RELATIONSHIPS, missing=_WHO)]


class AddressForm(BaseModel):
    """A corrected address."""

    email: EmailAddress


class NoContactForm(BaseModel):
    """Whom not to write to any more, and why."""

    email: EmailAddress
    reason: Annotated[Suppressed, choice(dict.fromkeys(BY_STAFF), missing="Choose a reason")]


class PersonForm(BaseModel):
    """A colleague's address and name."""

    email: EmailAddress
    name: Annotated[str, line(missing="Enter their name", most=100)]


class RoleForm(BaseModel):
    """One more role for a colleague."""

    role: Annotated[Role, choice(dict.fromkeys(STAFF_ROLES), missing="Choose a role")]


class ColleagueForm(RoleForm, PersonForm):
    """Who joins the staff, as what."""


class _TrustName(BaseModel):
    trust: Annotated[str, line(missing="Enter the name of the trust", most=100)]


class TrustForm(PersonForm, TeamForm, CrisisLineForm, _TrustName):
    """A new trust: its name, whom to ring, its first team and its lead. The last named comes first on the page."""


class AccountForm(BaseModel):
    """What somebody chooses when they join."""

    name: Annotated[str, line(missing="Enter the name that you would like to be called", most=60)]
    password: NewPassword
    read: Annotated[str, choice({"yes": ""}, missing="Tick the box when you have read how your information is used")]
    # For relatives only; nobody is asked twice.
    remind: Annotated[str, choice({"yes": "", "": ""}, missing="")]


def team_among(teams: Mapping[UUID, str], chosen: str) -> UUID | None:
    """The team that was chosen, the only one if there is no choice, or None."""
    if len(teams) == 1 and not chosen:
        return next(iter(teams))
    return next((team_id for team_id in teams if str(team_id) == chosen), None)


def parse_with_team(model: type[R], fields: Fields, teams: Mapping[UUID, str]) -> tuple[R | None, UUID | None, Errors]:
    """A form with a role, and the team if that role works in one."""
    form, errors = parse(model, fields)
    if form is None or not ROLES[form.role].works_in_team:
        return form, None, errors
    team_id = team_among(teams, fields.get("team", ""))
    return (form, team_id, {}) if team_id else (None, None, {"team": "Choose the team that they work in"})
