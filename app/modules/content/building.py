"""From one block's lines to a part of the page: prose blocks become HTML now, activities and quizzes stay data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from app.core import markdown
from app.core.checked_yaml import Say, Strict, Tree, fit, read
from app.core.markdown import Token
from app.modules.content.blocks import ACTIVITIES, PROVENANCE, Download, Quiz, Reflect, Story, Video, YoursField
from app.modules.content.evidence import Claim
from app.modules.content.jargon import Linker
from app.modules.content.library import Draw, Part, Prose, Yours, values_words
from app.modules.content.writer import Writer

_CARE = ("non-urgent", "urgent", "emergency")
_HEADINGS = {"important": "Important", "ask-your-team": "Talk to your team about this"}
_MODELS: dict[str, type[Strict]] = {"story": Story, "reflect": Reflect, "video": Video, "download": Download}


@dataclass(frozen=True)
class Block:
    """A block as it stands in the file: its name, the words after it, its content and its first line."""

    name: str
    rest: str
    content: str
    line: int


@dataclass(frozen=True)
class Desk:
    """What is at hand while a page is read. Remembers what its downloads print and its exercises' names, with lines."""

    writer: Writer
    claims: Mapping[str, Claim]
    draw: Draw
    linker: Linker
    prints: list[tuple[int, str]] = field(default_factory=list)
    names: list[tuple[int, str]] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)


def part(block: Block, desk: Desk, say: Say) -> Part | None:
    """The block as a part of the page, or None when something is wrong with it."""
    return _READERS.get(block.name, _data)(block, desk, say)


def _drawn(desk: Desk, block: str, **values: object) -> Prose:
    # Evidence is folded away until somebody asks for it, so that its words do not count.
    words = 0 if block == "evidence" else values_words(values)
    return Prose(desk.draw(block.replace("-", "_"), **values), words, (block,))


def _tokens(block: Block, desk: Desk, say: Say) -> list[Token] | None:
    tokens = desk.writer.parse(block.content)
    faults = list(desk.writer.faults(tokens, headings=False))
    for line, sentence in faults:
        say(block.line + 1 + line, sentence)
    if not block.content.strip():
        say(block.line, f"The block {block.name} is empty.")
    return None if faults or not block.content.strip() else tokens


def _heading(block: Block, words: str, desk: Desk, say: Say) -> str:
    if not words:
        say(block.line, f"The block {block.name} needs words for its heading on the same line.")
    return desk.writer.plain(words)


def _do_dont(block: Block, desk: Desk, say: Say) -> Prose | None:
    heading = _heading(block, block.rest, desk, say)
    tokens = _tokens(block, desk, say)
    if tokens is None:
        return None
    items = _items(tokens)
    if not items:
        say(block.line, f"The block {block.name} must hold one list and nothing else, each item after a hyphen.")
        return None
    desk.linker.link(tokens)
    words = [desk.writer.html(markdown.hidden_paragraphs(item)) for item in items]
    return _drawn(desk, "do_dont", kind=block.name, heading=heading, items=words)


def _items(tokens: Sequence[Token]) -> list[list[Token]]:
    """The items of a list that is all there is; none if there is anything else."""
    tops = [token.type for token in tokens if token.level == 0]
    if tops != ["bullet_list_open", "bullet_list_close"]:
        return []
    items: list[list[Token]] = []
    for token in tokens[1:-1]:
        if token.type == "list_item_open" and token.level == 1:
            items.append([])
        elif not (token.type == "list_item_close" and token.level == 1):
            items[-1].append(token)
    return items


def _care(block: Block, desk: Desk, say: Say) -> Prose | None:
    kind, _, words = block.rest.partition(" ")
    if kind not in _CARE:
        say(block.line, "After care comes non-urgent, urgent or emergency, and then the heading.")
        return None
    heading = _heading(block, words.strip(), desk, say)
    tokens = _tokens(block, desk, say)
    if tokens is None:
        return None
    desk.linker.link(tokens)
    return _drawn(desk, "care", kind=kind, heading=heading, body=desk.writer.html(tokens))


def _prose(block: Block, desk: Desk, say: Say) -> Prose | None:
    heading = desk.writer.plain(block.rest) or _HEADINGS[block.name]
    tokens = _tokens(block, desk, say)
    if tokens is None:
        return None
    if block.name == "important":
        desk.linker.link(tokens)
    return _drawn(desk, block.name, heading=heading, body=desk.writer.html(tokens))


def _evidence(block: Block, desk: Desk, say: Say) -> Prose | None:
    claim = desk.claims.get(block.rest)
    if block.content.strip():
        say(block.line, "The block evidence holds nothing: its words come from evidence.yaml.")
    if claim is None:
        say(block.line, f'There is no "{block.rest}" in evidence.yaml.')
        return None
    desk.cites.append(claim.name)
    return _drawn(desk, "evidence", claim=claim)


def _yours(block: Block, _desk: Desk, say: Say) -> Yours | None:
    if block.content.strip():
        say(block.line, "The block yours holds nothing: its words are the reader's own.")
    if block.rest not in get_args(YoursField):
        say(block.line, f"After yours comes one of {', '.join(get_args(YoursField))}.")
        return None
    return Yours(cast(YoursField, block.rest))


def _exercise(block: Block, desk: Desk, say: Say) -> Part | None:
    tree = read(block.content, say, first_line=block.line + 1, opened_on=block.line)
    if not block.rest:
        say(block.line, f"The block {block.name} needs a name on the same line, such as what-have-you-noticed.")
        return None
    desk.names.append((block.line, block.rest))
    if tree is None:
        return None
    if block.name == "quiz":
        return fit(Quiz, tree, say, context=desk.writer, name=block.rest, kind="quiz")
    model = ACTIVITIES.get(str(tree.data.get("kind")))
    if model is None:
        say(tree.line("kind"), f'"kind" must be one of {", ".join(ACTIVITIES)}.')
        return None
    return fit(model, tree, say, context=desk.writer, name=block.rest)


def _data(block: Block, desk: Desk, say: Say) -> Prose | None:
    if block.rest:
        say(block.line, f"Nothing may stand after {block.name} on its line.")
    tree = read(block.content, say, first_line=block.line + 1, opened_on=block.line)
    found = fit(_MODELS[block.name], tree, say, context=desk.writer) if tree else None
    if found is None or tree is None:
        return None
    values = {name: getattr(found, name) for name in type(found).model_fields}
    if isinstance(found, Story):
        values["provenance"] = PROVENANCE[found.provenance]
    if isinstance(found, Video):
        _require_files(found, tree, desk, say)
    if isinstance(found, Download):
        desk.prints.append((tree.line("prints"), found.prints))
    return _drawn(desk, block.name, module=desk.writer.module, **values)


def _require_files(video: Video, tree: Tree, desk: Desk, say: Say) -> None:
    for name, file in (("file", video.file), ("captions", video.captions)):
        if file not in desk.writer.files:
            say(tree.line(name), f'"{file}" is not in the folder files/ of this module.')


_READERS: dict[str, Callable[[Block, Desk, Say], Part | None]] = {
    "do": _do_dont,
    "dont": _do_dont,
    "care": _care,
    **dict.fromkeys(_HEADINGS, _prose),
    "evidence": _evidence,
    "yours": _yours,
    "activity": _exercise,
    "quiz": _exercise,
}
KNOWN = (*_READERS, *_MODELS)
