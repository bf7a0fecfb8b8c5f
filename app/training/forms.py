"""What is typed in the practice, in the real form's fields, and chosen at the questions."""

from typing import Annotated

from pydantic import AfterValidator

from app.core.forms import EmailAddress, Errors, Fields
from app.invitations.forms import AddressForm, InvitationForm
from app.modules import forms as modules
from app.training.course import PRETEND_DOMAINS, Questions


def _pretend(address: str) -> str:
    if not address.endswith(PRETEND_DOMAINS):
        raise ValueError(f"Use the made-up address from the card. In practice it ends in {PRETEND_DOMAINS[0]}")
    return address


PretendAddress = Annotated[EmailAddress, AfterValidator(_pretend)]


class PracticeForm(InvitationForm):
    """The three fields. No real address is taken here, so that nobody takes the practice for the real thing."""

    email: PretendAddress


class PracticeAddressForm(AddressForm):
    """A corrected address."""

    email: PretendAddress


def read_answers(questions: Questions, fields: Fields) -> tuple[dict[str, int], Errors]:
    """The place of the answer chosen to each question, counted from 0, and a sentence for each without one."""
    chosen, _ = modules.read_quiz(questions, fields)
    left = [each.id for each in questions.questions if each.id not in chosen]
    return chosen, {modules.field(questions.name, name): "Choose an answer" for name in left}


def count_right(questions: Questions, chosen: dict[str, int]) -> int:
    """How many of the answers chosen fit."""
    return sum(each.answers[chosen[each.id]].fits for each in questions.questions if each.id in chosen)
