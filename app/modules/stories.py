"""The stories that people tell in the modules: what each is called, who tells it, and where it stands."""

import re
from html import unescape

from app.modules.content.library import Library, Page, Prose

# As core/ui/blocks.html draws one; tests/modules/test_stories.py finds out when that changes.
_STORY = re.compile(r'aria-label="A story: (?P<title>[^"]+)".*?class="story__teller">(?P<teller>[^<]+)<', re.DOTALL)


def of(library: Library) -> tuple[tuple[str, str, str], ...]:
    """Title, teller and address of every story, in the order of the modules."""
    return tuple(each for module in library.modules for page in module.pages for each in _on(page))


def _on(page: Page) -> list[tuple[str, str, str]]:
    drawn = [part.html for part in page.parts if isinstance(part, Prose) and "story" in part.blocks]
    found = [match for html in drawn for match in _STORY.finditer(html)]
    return [(unescape(each["title"]), unescape(each["teller"]), page.href) for each in found]
