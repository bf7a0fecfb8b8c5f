"""What one relative keeps that belongs on pages: answers, kept pages, and what they wrote about the person they support."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.modules.content.library import PERSON, PERSON_AT_START, PERSON_CLASS
from app.modules.exercises import Given


@dataclass(frozen=True)
class Own:
    """Answers by the activity's name, words about the person by field, and the pages kept, by their slugs."""

    given: Mapping[str, Given]
    about: Mapping[str, str]
    keeps: frozenset[str] = frozenset()

    def named(self, html: Markup) -> Markup:
        """The same words with the person's name in its places, if the relative gave one."""
        name = self.about.get("name")
        if not name or PERSON_CLASS not in html:
            return html
        return html.replace(PERSON, escape(name)).replace(PERSON_AT_START, escape(name))


NOBODYS = Own({}, {})
