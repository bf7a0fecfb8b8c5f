"""What was changed in a module, version by version, as its readers are told."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

from app.core.checked_yaml import Strict
from app.modules.content.fields import Plain


class Change(Strict):
    """One change that a reader should know of: a plain sentence."""

    version: Annotated[int, Field(ge=2)]
    changed_on: date
    what: Plain


def fault(changes: Sequence[Change], *, version: int) -> str:
    """What is wrong with the list beside the module's own version, or nothing."""
    newest = max((change.version for change in changes), default=version)
    if newest == version:
        return ""
    return f'"version" is {version}, and the newest of "changes" is {newest}: they must be the same.'
