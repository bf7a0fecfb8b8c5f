"""The modules as they are in the project, and how each of their pages is checked."""

from pathlib import Path

from app.core.config import PROJECT
from tests.browser.visitor import A4, Visitor

MODULES = sorted((PROJECT / "modules_content" / "en").iterdir())
NAMES = [module.name for module in MODULES]


def addresses(module: Path) -> list[str]:
    """A module's front, its pages, its sheet for the fridge and the whole of it on paper."""
    slug = module.name.partition("-")[2]
    pages = [f"/modules/{slug}/{page.stem.partition('-')[2]}" for page in sorted(module.glob("*.md"))]
    return [f"/modules/{slug}", *pages, f"/modules/{slug}/in-short", f"/modules/{slug}/print"]


def check_every_page(visitor: Visitor, module: Path) -> None:
    """Opens each page of a module, on the screen and on paper."""
    visitor.sign_in("alice@example.org")
    for address in addresses(module):
        visitor.open(address)
        visitor.check(address)
        if visitor.width > A4:  # paper is as wide for everybody: once is enough
            visitor.check_paper()
