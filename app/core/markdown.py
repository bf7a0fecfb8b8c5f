"""The only place that makes safe HTML: Markdown with raw HTML off, in the design system's classes."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

__all__ = ["Token", "element", "hidden_paragraphs", "in_words", "on_paper", "parse", "to_html", "words"]

NEW_TAB = " (opens in a new tab)"
_CLASSES = {
    "bullet_list_open": "nhsuk-list nhsuk-list--bullet",
    "ordered_list_open": "nhsuk-list nhsuk-list--number",
    "image": "nhsuk-image__img",
}


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin).use(colon_fence_plugin)
    # Nobody here writes programs: four spaces before a sentence are a slip, not code.
    parser.disable(["code", "fence"])
    parser.core.ruler.before("inline", "fill", _fill)
    parser.core.ruler.push("external_links", _external_links)
    parser.core.ruler.push("classes", _classes)
    return parser


def parse(text: str, *, fill: Callable[[str], str] = str) -> list[Token]:
    """The text as tokens; `fill` may change the Markdown of each paragraph before its marks are read."""
    return _parser().parse(text, {"fill": fill})


def to_html(tokens: Sequence[Token]) -> Markup:
    """Safe HTML."""
    parser = _parser()
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704 - raw HTML is off and links are checked


def hidden_paragraphs(tokens: Sequence[Token]) -> list[Token]:
    """The same tokens without <p> round each paragraph, for a place that holds one line."""
    return [token.copy(hidden=True) if token.type.startswith("paragraph_") else token for token in tokens]


def in_words(children: Sequence[Token], change: Callable[[str], Sequence[Token]], *, in_links: bool) -> list[Token]:
    """The tokens within a paragraph, with each stretch of words changed; those in a link or a span only if asked for."""
    changed: list[Token] = []
    depth = 0
    for child in children:
        depth += child.nesting if child.tag in {"a", "span"} else 0
        is_changed = child.type == "text" and (in_links or not depth)
        changed += change(child.content) if is_changed else [child]
    return changed


def words(text: str) -> Token:
    """Words as they stand."""
    return Token("text", "", 0, content=text)


def element(tag: str, text: str, **attrs: str) -> list[Token]:
    """Words in an element that Markdown has no mark for."""
    return [Token(f"{tag}_open", tag, 1, attrs=dict(attrs)), words(text), Token(f"{tag}_close", tag, -1)]


def on_paper(html: Markup) -> Markup:
    """Our own HTML for print: each heading one level lower, below another heading, and nothing folded away."""
    lower = re.sub(r"(</?h)([2-5])\b", lambda found: f"{found[1]}{int(found[2]) + 1}", html)
    return Markup(lower.replace("<details ", "<details open "))  # noqa: S704 - as above


def _fill(state: StateCore) -> None:
    fill = state.env["fill"]
    for token in state.tokens:
        if token.type == "inline":
            token.content = fill(token.content)


def _external_links(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(child.type == "link_open" for child in token.children):
            token.children = _with_new_tabs(token.children)


def _with_new_tabs(children: list[Token]) -> list[Token]:
    changed: list[Token] = []
    leaves = False
    for child in children:
        if child.type == "link_open":
            leaves = str(child.attrs.get("href", "")).startswith(("https:", "http:"))
            child.attrs.update({"rel": "noopener noreferrer", "target": "_blank"} if leaves else {})
        elif child.type == "link_close" and leaves:
            changed.append(Token("text", "", 0, content=NEW_TAB))
        changed.append(child)
    return changed


def _classes(state: StateCore) -> None:
    for token in _all(state.tokens):
        if token.type in _CLASSES:
            token.attrs["class"] = _CLASSES[token.type]


def _all(tokens: Sequence[Token]) -> list[Any]:
    return [each for token in tokens for each in (token, *(token.children or ()))]
