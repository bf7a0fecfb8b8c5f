"""Draws what stands in a page with the site's own components."""

from functools import lru_cache
from typing import Any

from markupsafe import Markup

from app.core.templating import environment


@lru_cache(maxsize=3)
def _macros(template: str) -> Any:
    return environment().get_template(template).module


def draw(block: str, /, **values: object) -> Markup:
    """One block as safe HTML, by the name of its macro in blocks.html."""
    drawn: Markup = getattr(_macros("modules/blocks.html"), block)(**values)
    return drawn


def exercise(view: object, *, href: str, saves: bool) -> Markup:
    """An activity or a quiz as safe HTML; `saves` when what is given is kept for this reader."""
    drawn: Markup = _macros("modules/exercise.html").show(view, href, saves)
    return drawn


def yours(label: str, words: str, *, saves: bool) -> Markup:
    """What a relative wrote about the person, as safe HTML; without words an invitation, if theirs would be kept."""
    drawn: Markup = _macros("modules/yours.html").show(label, words, saves)
    return drawn
