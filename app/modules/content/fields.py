"""The kinds of value in content files: names, plain words, and Markdown that becomes safe HTML."""

from typing import Annotated, Any, Protocol

from markupsafe import Markup
from pydantic import Field, PlainValidator, ValidationInfo
from pydantic_core import PydanticKnownError


class Words(Protocol):
    """What the models need of a writer."""

    def plain(self, text: str) -> str: ...  # noqa: D102
    def rich(self, text: str) -> Markup: ...  # noqa: D102


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    if not value.strip():
        raise PydanticKnownError("string_too_short", {"min_length": 1})
    return value


def _plain(value: Any, info: ValidationInfo[Words]) -> str:
    return info.context.plain(_text(value))


def _rich(value: Any, info: ValidationInfo[Words]) -> Markup:
    return info.context.rich(_text(value))


Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, Field(min_length=1)]
Plain = Annotated[str, PlainValidator(_plain)]
Rich = Annotated[Markup, PlainValidator(_rich)]
