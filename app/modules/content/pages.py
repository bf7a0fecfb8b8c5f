"""Reads one page: front matter, prose and blocks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from app.core.checked_yaml import Say, Strict, fit, read
from app.core.markdown import Token
from app.modules.content import building, lines
from app.modules.content.blocks import Quiz
from app.modules.content.building import Block, Desk
from app.modules.content.fields import Plain
from app.modules.content.library import Page, Part, Prose, Yours, values_words
from app.modules.content.writer import heading_faults

_COLONS = re.compile(r"^:{3,}", re.MULTILINE)


class FrontMatter(Strict):
    """What stands between the two lines of hyphens."""

    title: Plain
    summary: Plain


@dataclass(frozen=True)
class Place:
    """Where a page's text comes from, and what it is called."""

    slug: str
    path: str


def read_page(text: str, *, place: Place, desk: Desk, say: Say) -> Page | None:
    """The page, or None when its title cannot be read; everything wrong is told through `say`."""
    for line, sentence in lines.faults(text, desk.writer.phrases):
        say(line, sentence)
    tokens = desk.writer.parse(text)
    front = _front_matter(tokens, desk, say)
    if front is None:
        return None
    desk.linker.pass_over(front.title)
    parts = _parts(tokens[1:], desk, say)
    _check_downloads(parts, desk, say)
    return Page(
        module=desk.writer.module,
        slug=place.slug,
        title=front.title,
        summary=front.summary,
        parts=_merged(parts),
        words=sum(_words(part) for part in parts),
        path=place.path,
        cites=tuple(desk.cites),
    )


def link_lines(text: str, links: list[str]) -> dict[str, int]:
    """The line on which each link stands."""
    all_lines = text.splitlines()
    return {
        link: next((number for number, line in enumerate(all_lines, 1) if f"({link})" in line), 1) for link in links
    }


def _front_matter(tokens: list[Token], desk: Desk, say: Say) -> FrontMatter | None:
    if not tokens or tokens[0].type != "front_matter":
        say(1, "A page begins with a line of three hyphens, its title and summary, and three hyphens again.")
        return None
    tree = read(tokens[0].content, say, first_line=2)
    return fit(FrontMatter, tree, say, context=desk.writer) if tree else None


def _parts(tokens: list[Token], desk: Desk, say: Say) -> list[Part]:
    for line, sentence in heading_faults(tokens):
        say(line + 1, sentence)
    parts: list[Part] = []
    for is_block, group in groupby(tokens, key=lambda token: token.type == "colon_fence" and token.level == 0):
        if is_block:
            parts += [part for token in group if (part := _block(token, desk, say))]
        else:
            parts.append(_prose(list(group), desk, say))
    return parts


def _prose(tokens: list[Token], desk: Desk, say: Say) -> Prose:
    for line, sentence in desk.writer.faults(tokens):
        say(line + 1, sentence)
    desk.linker.link(tokens)
    html = desk.writer.html(tokens)
    return Prose(html, values_words({"html": html}))


def _block(token: Token, desk: Desk, say: Say) -> Part | None:
    start, end = token.map or [0, 0]
    line = start + 1
    name, _, rest = token.info.strip().partition(" ")
    if not name:
        say(line, "These colons close nothing. A block opens with three colons and its name.")
        return None
    if end - start != token.content.count("\n") + 2 or _COLONS.search(token.content):
        say(line, f"The block {name} is not closed: three colons on a line of their own are missing.")
        return None
    if name not in building.KNOWN:
        say(line, f"There is no block named {name}. There are: {', '.join(sorted(building.KNOWN))}.")
        return None
    return building.part(Block(name, rest.strip(), token.content, line), desk, say)


def _check_downloads(parts: list[Part], desk: Desk, say: Say) -> None:
    here = {part.name for part in parts if not isinstance(part, Prose | Quiz | Yours)}
    for line, name in desk.prints:
        if name != "module" and name not in here:
            say(line, f'"prints" must be module or the name of an activity on this page; "{name}" is neither.')


def _merged(parts: list[Part]) -> tuple[Part, ...]:
    """Neighbouring stretches of prose become one, so that there is less to put together for each reader."""
    merged: list[Part] = []
    for part in parts:
        if isinstance(part, Prose) and merged and isinstance(merged[-1], Prose):
            merged[-1] = _joined(merged[-1], part)
        else:
            merged.append(part)
    return tuple(merged)


def _joined(first: Prose, second: Prose) -> Prose:
    html = first.html + Markup("\n") + second.html
    return Prose(html, first.words + second.words, first.blocks + second.blocks)


def _words(part: Part) -> int:
    if isinstance(part, Prose):
        return part.words
    if isinstance(part, Yours):
        return 0
    return values_words(_visible(part.model_dump()))


def _visible(values: Mapping[str, object]) -> dict[str, object]:
    """What can be read before an answer is given."""
    shown: dict[str, object] = {}
    for name, value in values.items():
        if name in {"title", "text", "label", "hint", "question", "low", "high"}:
            shown[name] = value
        elif isinstance(value, tuple | list) and name != "feedback":
            shown[name] = [text for each in value for text in _visible(each).values()]
    return shown
