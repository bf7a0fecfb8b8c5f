"""The form of the codes: a code and a term for each activity."""

from collections.abc import Callable, Mapping

from app.carers.coding import snomed
from app.carers.coding.codes import Code
from app.carers.rules import Activity
from app.core.forms import Errors, Fields

MOST_TERM = 255

# What each is, as the pages say it.
ACTIVITIES: dict[Activity, str] = {
    Activity.OFFERED: "A carer was offered the programme",
    Activity.JOINED: "A carer made an account",
}


def read(fields: Fields) -> tuple[dict[Activity, Code] | None, Errors]:
    """The codes, or a sentence for each box that is wrong."""
    errors: Errors = {}
    codes = {
        activity: Code(
            _checked(snomed.concept, fields, f"{activity.value}-code", errors),
            _checked(_term, fields, f"{activity.value}-term", errors),
        )
        for activity in Activity
    }
    return (None, errors) if errors else (codes, {})


def filled(codes: Mapping[Activity, Code]) -> dict[str, str]:
    """The boxes as they are kept."""
    terms = {f"{activity.value}-term": each.term for activity, each in codes.items()}
    return {f"{activity.value}-code": each.code for activity, each in codes.items()} | terms


def _checked(check: Callable[[str], str], fields: Fields, box: str, errors: Errors) -> str:
    try:
        return check(fields.get(box, ""))
    except ValueError as wrong:
        errors[box] = str(wrong)
        return ""


def _term(words: str) -> str:
    term = " ".join(words.split())
    if not term:
        raise ValueError("Write the words that belong to the code")
    if len(term) > MOST_TERM:
        raise ValueError(f"Use {MOST_TERM} characters or fewer")
    return term
