"""What somebody chooses when they come in, and changes later."""

from typing import Annotated

from pydantic import BaseModel

from app.accounts.signed_in import SignedIn
from app.core import forms
from app.core.forms import Errors, Fields
from app.forum.rules import names
from app.forum.rules.names import FEWEST_NAME, MOST_NAME
from app.forum.rules.posts import TAGS
from app.forum.service.joining import Shown

TAKEN = "Somebody has this name, or one that looks the same. Choose another"
_TAG = "tag-"
_POSES = "Choose a name that does not sound as if you worked here"
_TELLS = "This may be a real name. Others could find out who you are. Change it, or press the button again to keep it"
RULES = "Read the house rules, then tick the box"


class NameForm(BaseModel):
    """The name that others see."""

    name: Annotated[str, forms.line(missing="Choose a name that others will see", most=MOST_NAME)]


def read(fields: Fields, *, user: SignedIn, is_staff: bool, asks_rules: bool) -> tuple[Shown | None, Errors]:
    """What others will see, or a sentence for each field that is wrong.

    A name that may be real is asked about once: the field `kept` then holds it, and the same name again is meant.
    """
    form, errors = forms.parse(NameForm, fields)
    if form and (wrong := _wrong(form.name, kept=fields.get("kept", ""), user=user, is_staff=is_staff)):
        errors["name"] = wrong
    if asks_rules and fields.get("rules") != "yes":
        errors["rules"] = RULES
    if form is None or errors:
        return None, errors
    return Shown(form.name, tags_in(fields)), {}


def tags_in(fields: Fields) -> tuple[str, ...]:
    """The boxes that are ticked."""
    return tuple(each for each in TAGS if fields.get(_TAG + each))


def may_be_real(fields: Fields, errors: Errors) -> str:
    """The name that was asked about, to be sent again with the form; empty if none was."""
    return fields.get("name", "").strip() if errors.get("name") == _TELLS else ""


def kept(name: str, tags: tuple[str, ...]) -> Fields:
    """The form as it is now."""
    return {"name": name} | {_TAG + each: each for each in tags}


def _wrong(name: str, *, kept: str, user: SignedIn, is_staff: bool) -> str:
    if len(names.key(name)) < FEWEST_NAME:
        return f"Use at least {FEWEST_NAME} letters or numbers"
    if is_staff:
        return ""
    if names.poses(name):
        return _POSES
    asked = name != kept.strip() and names.tells(name, real_name=user.name, email=user.email)
    return _TELLS if asked else ""
