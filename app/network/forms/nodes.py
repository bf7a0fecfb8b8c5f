"""A person, a place or an activity as it is typed."""

import re
from collections.abc import Mapping
from typing import Annotated
from uuid import uuid4

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Errors, Fields
from app.network.model import CATEGORIES, Closeness, Effect, Kind, Node, Often
from app.network.rules import MOST_LABEL, MOST_YEARS

RINGS: Mapping[str, Closeness] = {str(int(each)): each for each in Closeness}
_ID = re.compile(r"[0-9a-f]{8}")
_NO_NAME = {
    Kind.PERSON: "Write a name or initials",
    Kind.PLACE: "Write what the place is called",
    Kind.ACTIVITY: "Write what it is",
}
_NO_YEARS = f"Write the years as a whole number from 0 to {MOST_YEARS}, or leave it empty"


def _years(value: object) -> int | None:
    typed = str(value).strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdigit()) or int(typed[:9]) > MOST_YEARS:
        raise ValueError(_NO_YEARS)
    return int(typed)


class NodeForm(BaseModel):
    """The form; name and category are checked for each kind of its own."""

    label: str
    category: str
    effect: Annotated[Effect, forms.choice(dict.fromkeys(Effect), missing="Choose what it does")]
    closeness: Annotated[str, forms.choice(RINGS, missing="Choose how close")]
    often: Annotated[str, forms.choice(dict.fromkeys(["", *Often]), missing="Choose how often")]
    years: Annotated[int | None, BeforeValidator(_years)]
    professional: str
    lives_with: str

    def node(self, node_id: str, kind: Kind, *, before: Node | None) -> Node:
        """As it stands on the map. Where it was dragged to is kept while it stays on its ring."""
        is_person, closeness = kind is Kind.PERSON, RINGS[self.closeness]
        stays = before is not None and before.closeness is closeness
        return Node(
            id=node_id,
            kind=kind,
            label=self.label,
            category=self.category,
            effect=self.effect,
            closeness=closeness,
            often=Often(self.often) if self.often else None,
            years=self.years if is_person else None,
            is_professional=is_person and (bool(self.professional) or self.category == "professional"),
            lives_with=is_person and bool(self.lives_with),
            angle=before.angle if before and stays else None,
        )


def _of(kind: Kind) -> type[NodeForm]:
    class Form(NodeForm):
        label: Annotated[str, forms.line(missing=_NO_NAME[kind], most=MOST_LABEL)]
        category: Annotated[str, forms.choice(dict.fromkeys(CATEGORIES[kind]), missing="Choose what fits best")]

    return Form


_FORMS = {kind: _of(kind) for kind in Kind}


def new_id() -> str:
    """An id for something that is not on the map yet. It stands in its form, so that pressing twice adds one."""
    return uuid4().hex[:8]


def is_id(typed: str) -> bool:
    """Whether it is such an id."""
    return _ID.fullmatch(typed) is not None


def parse(fields: Fields, *, kind: Kind) -> tuple[NodeForm | None, Errors]:
    """What was typed, or a sentence for each field that is wrong."""
    return forms.parse(_FORMS[kind], fields)


def filled(node: Node) -> dict[str, str]:
    """A form filled with what is on the map."""
    return {
        "label": node.label,
        "category": node.category,
        "effect": node.effect.value,
        "closeness": str(int(node.closeness)),
        "often": node.often.value if node.often else "",
        "years": "" if node.years is None else str(node.years),
        "professional": "yes" if node.is_professional else "",
        "lives_with": "yes" if node.lives_with else "",
    }
