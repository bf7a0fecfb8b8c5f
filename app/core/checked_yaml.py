"""Content files: YAML checked against a model, each mistake told as file:line: a plain sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from app.core.errors import ContentError

Say = Callable[[int, str], None]
M = TypeVar("M", bound=BaseModel)
# Written in C where the wheel has it: ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HINT = "If a sentence holds a colon or begins with a quotation mark, put quotation marks round the whole of it."


class Strict(BaseModel):
    """A part of a content file: never changed, and no keys that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a content file."""

    path: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.sentence}"


class Problems(list[Problem]):
    """All that is wrong, gathered while everything is read."""

    def at(self, path: str) -> Say:
        """How to tell of a problem in one file."""
        return lambda line, sentence: self.append(Problem(path, line, sentence))

    def stop_if_any(self) -> None:
        """Raises ContentError that lists them all."""
        if self:
            raise ContentError("\n".join(str(problem) for problem in sorted(set(self))))


@dataclass(frozen=True)
class Tree:
    """What a YAML text says, and on which line of its file each part of it stands."""

    data: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line(self, *path: str | int) -> int:
        """The line of a part, or of the nearest part round it that is there."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]


def read(text: str, say: Say, *, first_line: int = 1, opened_on: int | None = None) -> Tree | None:
    """Reads a YAML text that begins at `first_line` of its file, in a part that was opened on an earlier line."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        say(first_line + (mark.line if mark else 0), f"This cannot be read as YAML: {error.problem}. {_HINT}")
        return None
    except (yaml.YAMLError, ValueError) as error:
        say(first_line, f"This cannot be read as YAML: {str(error).splitlines()[0]}.")
        return None
    finally:
        loader.dispose()
    lines: dict[tuple[str | int, ...], int] = {(): opened_on or first_line}
    if node is None or not isinstance(data, dict):
        say(lines[()], "This must hold keys and values, each on a line of its own, such as title: What now?")
        return None
    _note_lines(node, (), first_line, lines, say)
    return Tree(data, lines)


def fit(
    model: type[M], tree: Tree, say: Say, *, at: tuple[str | int, ...] = (), context: object = None, **given: object
) -> M | None:
    """The part of the tree at a path as its model; `given` are values that stand elsewhere than in the YAML."""
    data = tree.data
    for step in at:
        data = data[step]
    if isinstance(data, dict):
        for name in data.keys() & given.keys():
            say(tree.line(*at, name), _unknown(name))
        data = data | given
    try:
        return model.model_validate(data, context=context)
    except ValidationError as error:
        for each in _worth_telling(error.errors(include_url=False)):
            say(tree.line(*at, *each["loc"]), _sentence(each))
        return None


def _worth_telling(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "too few" of a list in which some are wrong: pydantic does not count those."""
    places = [each["loc"] for each in errors]
    return [
        each
        for each in errors
        if each["type"] != "too_short"
        or not any(place[: len(each["loc"])] == each["loc"] and place != each["loc"] for place in places)
    ]


def _note_lines(
    node: yaml.Node, path: tuple[str | int, ...], first: int, lines: dict[tuple[str | int, ...], int], say: Say
) -> None:
    if isinstance(node, yaml.SequenceNode):
        parts: list[tuple[str | int, yaml.Node, yaml.Node]] = [(i, item, item) for i, item in enumerate(node.value)]
    elif isinstance(node, yaml.MappingNode):
        parts = [(key.value, key, value) for key, value in node.value]
    else:
        return
    for name, place, value in parts:
        inner = (*path, name)
        if inner in lines:
            say(first + place.start_mark.line, f'"{name}" stands here twice.')
        lines[inner] = first + place.start_mark.line
        _note_lines(value, inner, first, lines, say)


def _unknown(name: object) -> str:
    return f'"{name}" is not known here. Check its spelling against docs/writing-modules.md.'


_SENTENCES: dict[str, str] = {
    "missing": '"{name}" is missing.',
    "string_type": '"{name}" must be words. If it is a number, a date, yes or no, put quotation marks round it.',
    "string_too_short": '"{name}" is empty.',
    "string_pattern_mismatch": '"{name}" must be made of small letters, digits and hyphens.',
    "int_type": '"{name}" must be a whole number.',
    "int_parsing": '"{name}" must be a whole number.',
    "bool_type": '"{name}" must be true or false.',
    "bool_parsing": '"{name}" must be true or false.',
    "literal_error": '"{name}" must be {expected}.',
    "enum": '"{name}" must be {expected}.',
    "too_short": '"{name}" needs at least {min_length}.',
    "too_long": '"{name}" may have {max_length} at most.',
    "greater_than_equal": '"{name}" must be {ge} or more.',
    "less_than_equal": '"{name}" must be {le} or less.',
    "tuple_type": '"{name}" must be a list: one item a line, each after a hyphen.',
    "model_type": '"{name}" must have keys and values of its own.',
}


def _sentence(error: ErrorDetails) -> str:
    name = next((part for part in reversed(error["loc"]) if isinstance(part, str)), "this")
    if error["type"] == "extra_forbidden":
        return _unknown(name)
    if error["type"] == "value_error":
        return error["msg"].removeprefix("Value error, ")
    if error["type"].startswith("date"):
        return f'"{name}" must be a date such as 2026-11-22.'
    known = _SENTENCES.get(error["type"])
    return known.format(name=name, **error.get("ctx", {})) if known else f'"{name}": {error["msg"]}.'
