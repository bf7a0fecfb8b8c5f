"""What is typed to join, and to let others join."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel

from app.core.forms import EmailAddress, choice, line
from app.invitations.rules import RELATIONSHIPS
from app.joining.rules import Old

SIXTEEN = "Tick the box if you are 16 or older. If you are younger, see who is there for you"
_NO_NAME = re.compile(r"[\d@/\\:<>]|\.\S")


def _a_name(words: str) -> str:
    """Staff and mails read it, and anybody can type it: so no number to ring, and no address."""
    if _NO_NAME.search(words):
        raise ValueError("Enter a first name, without numbers or web addresses")
    return words


class CodeForm(BaseModel):
    """A code from a poster or a card."""

    code: Annotated[str, line(missing="Enter the code, such as C4D7-H2K9", most=200)]


class AskForm(BaseModel):
    """All that somebody is asked who joins by themselves."""

    email: EmailAddress
    first_name: Annotated[str, line(missing="Enter your first name", most=40), AfterValidator(_a_name)]
    relationship: Annotated[str, choice(RELATIONSHIPS, missing="Choose who you are to the person you support")]
    sixteen: Annotated[str, choice({"yes": ""}, missing=SIXTEEN)]


class NewCodeForm(BaseModel):
    """What becomes of the code before."""

    old: Annotated[Old, choice(dict.fromkeys(Old), missing="Choose what becomes of the code that you have now")]


class GuestForm(BaseModel):
    """An address for the guest list."""

    email: EmailAddress
