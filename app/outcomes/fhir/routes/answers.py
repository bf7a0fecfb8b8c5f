"""Routes that answer in FHIR, errors too; only a stranger is sent to sign in, as from every page."""

import json
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError

from app.core.errors import Elsewhere, HoldfastError, NotFound, SignInNeeded, TooManyTries
from app.core.routing import Route, Router
from app.outcomes.fhir.checking import checked
from app.outcomes.fhir.wire import MEDIA_TYPE, Resource

_CODES = {404: "not-found", 409: "conflict", 429: "throttled", 503: "transient"}


class FhirRoute(Route):
    """A route whose errors are OperationOutcomes."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        inner = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await inner(request)
            except (SignInNeeded, Elsewhere):
                raise
            except HoldfastError as error:
                return _refused(error)
            except RequestValidationError:
                return _refused(NotFound())

        return answer


class FhirRouter(Router):
    """A router of such routes."""

    def __init__(self) -> None:
        super().__init__(prefix="/fhir")
        self.route_class = FhirRoute


def resource(found: Resource, *, file_name: str = "") -> Response:
    """A resource that fits FHIR, to read or as a file. Raises NotInstalled or DoesNotFit."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'} if file_name else None
    return _json(checked(found), headers=headers)


def outcome(error: HoldfastError) -> Resource:
    """What went wrong, in the words that its page has."""
    issue = {"severity": "error", "code": _CODES.get(error.status, "exception"), "details": {"text": error.sentence}}
    return {"resourceType": "OperationOutcome", "issue": [issue]}


def _refused(error: HoldfastError) -> Response:
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, TooManyTries) else None
    return _json(outcome(error), status=error.status, headers=headers)


def _json(found: Resource, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(json.dumps(found, ensure_ascii=False), status, headers, MEDIA_TYPE)
