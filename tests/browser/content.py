"""The modules as they are in the project, and how each of their pages is checked."""

import os
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


def check_some(visitor: Visitor, module: Path, *, first: int) -> None:
    """Opens every fourth page of a module from `first` on; each of them with EVERY_WIDTH=1 in the environment."""
    visitor.sign_in("alice@example.org")
    every = os.environ.get("EVERY_WIDTH")
    for address in addresses(module) if every else addresses(module)[first::4]:
        visitor.open(address)
        visitor.check(address)
        if visitor.width > A4:  # paper is as wide for everybody: once is enough
            visitor.check_paper()
