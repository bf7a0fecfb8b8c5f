"""A picture as it arrives: checked by its bytes, never by its name, and freed from what a camera writes into it."""

from app.core.forms import Errors
from app.messages.queries.profiles import Picture
from app.messages.rules import pictures

_MISSING = "Choose a picture"
_KIND = "The picture must be a JPEG or a PNG. Photos of most phones and cameras are JPEG"
_BROKEN = "The picture cannot be read. Choose another one"


def read(content: bytes) -> tuple[Picture | None, Errors]:
    """The picture, or a sentence about what is wrong with it."""
    if not content:
        return None, {"picture": _MISSING}
    kind = pictures.kind_of(content)
    if kind is None:
        return None, {"picture": _KIND}
    try:
        picture = Picture(pictures.bared(content), kind)
    except ValueError:
        return None, {"picture": _BROKEN}
    if len(picture.content) > pictures.MOST_BYTES:
        return None, {"picture": _too_large(len(content))}
    return picture, {}


def _too_large(number: int) -> str:
    return (
        f"The picture is {number // 1000:,} kB. It can be at most {pictures.MOST_BYTES // 1000} kB. "
        "Make it smaller first: most phones offer that when you edit or send a photo"
    )
