"""What something is linked with, and where it is moved to."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator

from app.core import forms
from app.core.forms import Fields
from app.network.forms.nodes import RINGS
from app.network.model import Closeness, Kind, Map

_LINK = "link-"
_DEGREES = 360


def _angle(value: object) -> int | None:
    typed = str(value).strip()
    return int(typed[:9]) % _DEGREES if typed.isascii() and typed.isdigit() else None


class MoveForm(BaseModel):
    """A ring, and degrees on it from the top, clockwise; without them it stands wherever there is room."""

    closeness: Annotated[str, forms.choice(RINGS, missing="Choose how close")]
    angle: Annotated[int | None, BeforeValidator(_angle)]

    @property
    def ring(self) -> Closeness:
        """The ring."""
        return RINGS[self.closeness]


def ticked(fields: Fields) -> list[str]:
    """The ids whose boxes are ticked."""
    return [name.removeprefix(_LINK) for name in fields if name.startswith(_LINK)]


def boxes(drawn: Map, node_id: str) -> dict[Kind, list[dict[str, str]]]:
    """A box for everything else on the map, by kind."""
    others = [node for node in drawn.nodes if node.id != node_id]
    made = {kind: [_box(node.id, node.label) for node in others if node.kind is kind] for kind in Kind}
    return {kind: some for kind, some in made.items() if some}


def _box(node_id: str, label: str) -> dict[str, str]:
    return {"name": f"{_LINK}{node_id}", "value": node_id, "text": label}
