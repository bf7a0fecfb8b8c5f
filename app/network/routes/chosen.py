"""Which map and which kind an address names. Asked after the guard: a stranger is sent to sign in, whatever it says."""

from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Request

from app.core.errors import NotFound
from app.core.routing import FromWork
from app.network.model import Kind
from app.network.rules import Whose

W = TypeVar("W", bound=StrEnum)


def _one_of(vocabulary: type[W], request: Request, name: str) -> W:
    typed = request.path_params[name]
    if typed not in {*vocabulary}:
        raise NotFound
    return vocabulary(typed)


ThisMap = Annotated[Whose, FromWork(lambda request, _session: _one_of(Whose, request, "whose"))]
ThisKind = Annotated[Kind, FromWork(lambda request, _session: _one_of(Kind, request, "kind"))]
