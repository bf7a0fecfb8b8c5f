"""What is typed and ticked on the pages of a network map."""

from app.core.forms import Fields


def revision_of(fields: Fields) -> int:
    """The revision that the page was made from; one that no map has, if somebody tampered with it."""
    typed = fields.get("revision", "")
    return int(typed[:9]) if typed.isascii() and typed.isdigit() else -1
