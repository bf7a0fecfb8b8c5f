"""Checks the links within the site, once everything has been read."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.checked_yaml import Problems
from app.modules.content.library import Library

# The pages of the site that content may link to, besides modules.
SITE = {
    "/",
    "/home",
    "/modules",
    "/toolbox",
    "/toolbox/about",
    "/directory",
    "/search",
    "/topics",
    "/help-now",
    "/evidence",
    "/account",
    "/house-rules",
    "/privacy",
    "/accessibility",
    "/plans",
    "/plans/early-signs",
    "/plans/crisis",
    "/plans/problem-solving",
    "/plans/pleasant-activities",
    "/plans/loop",
    "/plans/questions-for-the-team",
    "/plans/carers-assessment",
}


@dataclass(frozen=True)
class Link:
    """A link within the site and where it stands."""

    path: str
    line: int
    href: str


def check(links: Sequence[Link], library: Library, problems: Problems) -> None:
    """Adds a problem for each link that leads nowhere."""
    for link in links:
        if not _leads_somewhere(link.href, library):
            problems.at(link.path)(link.line, f"The link {link.href} leads to no page of ours.")


def _leads_somewhere(href: str, library: Library) -> bool:
    address, _, name = href.partition("#")
    if address in SITE:
        return not name
    if address == "/words":
        return not name or library.jargon.knows(name)
    _, first, *rest = address.split("/")
    module = library.module(rest[0]) if first == "modules" and rest else None
    if module is None:
        return False
    if rest[1:] in ([], ["print"]) or (rest[1:] == ["in-short"] and module.in_short):
        return not name
    page = module.page(rest[1]) if len(rest) == 2 else None  # noqa: PLR2004 - a module and a page
    return page is not None and (not name or name in page.activities or name in page.quizzes)
