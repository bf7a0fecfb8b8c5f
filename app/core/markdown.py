"""The only place that makes safe HTML: Markdown with raw HTML off, in the design system's classes."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

__all__ = [
    "Token",
    "element",
    "hidden_paragraphs",
    "in_words",
    "members_html",
    "on_paper",
    "parse",
    "to_html",
    "words",
]

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


# What members write: less than what we write, cleaned twice, and no link without the name of the place it leads to.
_MEMBERS_MARKS = ("emphasis", "link", "autolink", "newline", "escape", "entity")
_MEMBERS_BLOCKS = ("blockquote", "list")
_MEMBERS_TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
# The star: nh3 would else let a title through, which says what it likes when the mouse rests on a link.
_MEMBERS_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href", "target"}, "ol": {"start"}}
_LIST_CLASSES = {"ul": {"nhsuk-list", "nhsuk-list--bullet"}, "ol": {"nhsuk-list", "nhsuk-list--number"}}
_OWN_PAGE = re.compile(r"/[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?")
# Letters of other scripts can pose as ours: such an address stays plain words.
_PLAIN_ADDRESS = re.compile(r"https?://[!#-&*-;=?-~]+[#-&*+/-9=@-~-]", re.ASCII)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_LONGEST_ADDRESS = 60
# These turn the direction of writing, so that an address could be read from the wrong end.
_TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@lru_cache(maxsize=4096)
def members_html(text: str) -> Markup:
    """What a member wrote, as safe HTML: paragraphs, lists, quotes, emphasis and links; no images, no HTML of theirs."""
    html = _members_parser().render(text.translate(_TURNING))
    return Markup(  # noqa: S704 - raw HTML is off, and what comes out is cleaned once more
        nh3.clean(
            html,
            tags=_MEMBERS_TAGS,
            attributes=_MEMBERS_ATTRIBUTES,
            allowed_classes=_LIST_CLASSES,
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer nofollow",
        )
    )


@lru_cache(maxsize=1)
def _members_parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "breaks": True})
    parser.enable([*_MEMBERS_BLOCKS, *_MEMBERS_MARKS, "balance_pairs", "fragments_join"])
    # markdown-it asks the parser itself whether a link may lead there.
    parser.validateLink = _leads_somewhere_safe  # type: ignore[assignment, method-assign]
    parser.core.ruler.push("plain_addresses", _plain_addresses)
    parser.core.ruler.push("hosts", _hosts)
    parser.core.ruler.push("classes", _classes)
    return parser


def _leads_somewhere_safe(address: str) -> bool:
    return bool(_OWN_PAGE.fullmatch(address)) or (address.startswith(("https://", "http://")) and bool(_host(address)))


def _host(address: str) -> str:
    """The name of the place that an address leads to; empty for what is none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


def _plain_addresses(state: StateCore) -> None:
    """An address that was pasted as it is becomes a link."""
    for token in state.tokens:
        if token.children:
            token.children = in_words(token.children, _linked, in_links=False)


def _linked(text: str) -> list[Token]:
    made: list[Token] = []
    done = 0
    for found in _PLAIN_ADDRESS.finditer(text):
        if _host(found[0]):
            made += [words(text[done : found.start()]), *element("a", _shortened(found[0]), href=found[0])]
            made[-3].type, made[-1].type = "link_open", "link_close"
            done = found.end()
    return [*made, words(text[done:])]


def _shortened(address: str) -> str:
    bare = address.partition("://")[2]
    return bare if len(bare) <= _LONGEST_ADDRESS else f"{bare[:_LONGEST_ADDRESS]}…"


def _hosts(state: StateCore) -> None:
    for token in state.tokens:
        if token.children:
            token.children = _with_hosts(token.children)


def _with_hosts(children: list[Token]) -> list[Token]:
    changed: list[Token] = []
    host = ""
    leads = False
    for place, child in enumerate(children):
        if child.type == "link_open":
            leads = bool(child.attrs["href"])
            host = _host(str(child.attrs["href"]))
            child.attrs.update({"target": "_blank"} if host else {})
        elif child.type == "link_close" and host:
            is_said = children[place - 1].content.removeprefix("https://").startswith(f"{host}/")
            changed.append(words(NEW_TAB if is_said else f" ({host}, opens in a new tab)"))
        # "[words]()" leads nowhere: only its words stay.
        if leads or child.type not in {"link_open", "link_close"}:
            changed.append(child)
    return changed
