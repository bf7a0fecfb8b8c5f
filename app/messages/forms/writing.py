"""What a relative writes: a new conversation, or one message more."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID, uuid4, uuid5

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.messages.queries.attaching import Choice
from app.messages.rules.conversations import MOST_ATTACHED, MOST_TEXT, MOST_TOPIC
from app.messages.rules.written import Written
from app.messages.service.drafting import Begun

_WITH = "with-"
_GONE = "Something that you attached is not there any more. Look at what is ticked, then send it again"
_TOO_MANY = f"Attach {MOST_ATTACHED} things or fewer"


def _text(value: object) -> str:
    words = str(value).strip()
    over = len(words) - MOST_TEXT
    if not words:
        raise ValueError("Write your message first")
    if over > 0:
        much = f"{over:,} character{'s' if over > 1 else ''}"
        raise ValueError(f"Your message is {much} too long. The most is {MOST_TEXT:,}. You could send it in two parts")
    return words


class MessageForm(BaseModel):
    """One message more."""

    text: Annotated[str, BeforeValidator(_text)]


class NewForm(BaseModel):
    """A new conversation."""

    topic: Annotated[str, forms.line(missing="", most=MOST_TOPIC, optional=True)]
    text: Annotated[str, BeforeValidator(_text)]


def read(fields: Fields, *, choices: Sequence[Choice], has_topic: bool) -> tuple[str, Written | None, Errors]:
    """The topic and the message, or a sentence for each field that is wrong."""
    kind: type[NewForm | MessageForm] = NewForm if has_topic else MessageForm
    form, errors = forms.parse(kind, fields)
    wanted = typed(fields).attached
    chosen = [each.attached for each in choices if each.reference in wanted]
    if len(chosen) < len(wanted):
        errors["attached"] = _GONE
    elif len(chosen) > MOST_ATTACHED:
        errors["attached"] = _TOO_MANY
    if form is None or errors:
        return "", None, errors
    return form.topic if isinstance(form, NewForm) else "", Written(form.text, tuple(chosen)), {}


def typed(fields: Fields) -> Begun:
    """What stands in the boxes, right or wrong."""
    attached = tuple(name.removeprefix(_WITH) for name in fields if name.startswith(_WITH))
    return Begun(fields.get("topic", ""), fields.get("text", ""), attached)


def kept(begun: Begun) -> dict[str, str]:
    """The boxes filled again."""
    return {"topic": begun.topic, "text": begun.text} | {_WITH + each: each for each in begun.attached}


def once(fields: Fields) -> UUID:
    """What makes the same form with the same words, sent twice, one message; with other words it is another one."""
    try:
        made = UUID(fields.get("once", ""))
    except ValueError:
        made = uuid4()
    begun = typed(fields)
    return uuid5(made, "\n".join((begun.topic, begun.text, *begun.attached)))


def attach_options(choices: Sequence[Choice]) -> list[dict[str, str]]:
    """A box to tick for each."""
    return [
        {
            "value": each.reference,
            "text": each.attached.title,
            "name": _WITH + each.reference,
            "hint": "A page of this site" if each.attached.href else "From your toolbox, as it is now",
        }
        for each in choices
    ]
