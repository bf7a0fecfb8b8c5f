"""Reading posted forms: a model with sentences in, the model or the sentences out; nothing typed is lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Request
from pydantic import BaseModel, BeforeValidator, ValidationError
from starlette.datastructures import FormData, UploadFile

from app.core.addresses import email_address

Fields = Mapping[str, str]
Errors = dict[str, str]
MOST_FIELDS = 200
M = TypeVar("M", bound=BaseModel)


async def _read(request: Request) -> Fields:
    return _words(await request.form(max_files=0, max_fields=MOST_FIELDS))


def _words(form: FormData) -> Fields:
    return {name: _clean(str(value)) for name, value in form.items() if not isinstance(value, UploadFile)}


def _clean(words: str) -> str:
    """What the database can keep: no NUL, and no half of a character; a line break is one character."""
    return words.replace("\x00", "").replace("\r\n", "\n").encode("utf-8", "replace").decode()


Form = Annotated[Fields, Depends(_read)]


async def _read_file(request: Request) -> bytes:
    """The bytes of the one file that a form sends, whatever its name says it is; empty if none was chosen."""
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        sent = _file_in(form)
        return await sent.read() if sent else b""


def _file_in(form: FormData) -> UploadFile | None:
    return next((value for value in form.values() if isinstance(value, UploadFile)), None)


# core.body_limit has said already that it is not endless.
Upload = Annotated[bytes, Depends(_read_file)]


@dataclass(frozen=True)
class Sent:
    """A form with one file: its fields, the file's bytes (empty if none was chosen), and what its name says it is."""

    fields: Fields
    content: bytes
    file_name: str


async def _read_both(request: Request) -> Sent:
    async with request.form(max_files=1, max_fields=MOST_FIELDS) as form:
        file = _file_in(form)
        content = await file.read() if file else b""
        return Sent(_words(form), content, _clean(file.filename or "") if file else "")


FormWithFile = Annotated[Sent, Depends(_read_both)]


def parse(model: type[M], fields: Fields) -> tuple[M | None, Errors]:
    """The form as its model and no errors, or None and a sentence for each field that is wrong."""
    try:
        return model.model_validate({name: fields.get(name, "") for name in model.model_fields}), {}
    except ValidationError as error:
        return None, {str(each["loc"][0] if each["loc"] else "form"): _sentence(each["msg"]) for each in error.errors()}


def text(*, missing: str, most: int = 200, optional: bool = False, trimmed: bool = True) -> BeforeValidator:
    """Checks a line or box of text; `missing` is said when nothing is there. White space round it goes if trimmed."""
    return BeforeValidator(_text_check(missing, most, optional=optional, trimmed=trimmed))


def _text_check(missing: str, most: int, *, optional: bool, trimmed: bool) -> Callable[[object], str]:
    def check(value: object) -> str:
        words = str(value).strip() if trimmed else str(value)
        if not words and not optional:
            raise ValueError(missing)
        if len(words) > most:
            raise ValueError(f"Use {most} characters or fewer. You typed {len(words)}")
        return words

    return check


def line(*, missing: str, most: int = 200, optional: bool = False) -> BeforeValidator:
    """Checks one line of text, such as a name: line breaks and runs of spaces become one space."""
    check = _text_check(missing, most, optional=optional, trimmed=True)
    return BeforeValidator(lambda value: check(" ".join(str(value).split())))


def readable(typed: str) -> str:
    """One line without signs that no page can show and no database can keep."""
    return " ".join("".join(each if each.isprintable() else " " for each in typed).split())


def choice(options: Mapping[str, object], *, missing: str) -> BeforeValidator:
    """Checks that one of the offered options was chosen."""

    def check(value: object) -> str:
        if str(value) not in options:
            raise ValueError(missing)
        return str(value)

    return BeforeValidator(check)


EmailAddress = Annotated[str, BeforeValidator(email_address)]


def _sentence(message: str) -> str:
    return message.removeprefix("Value error, ")
