"""A trust's licensed words, put into a slot.

stem: ...                  # if there is one
items: {id: text, ...}     # every question of the slot, and no other
options: {value: text}     # every answer, for all questions
item_options: {id: {value: text}}   # for questions whose answers have words of their own
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.errors import ContentError
from app.outcomes.instruments.parts import Item

Words = Mapping[str, Any]
MOST_WORDS = 1000  # characters of a question or an answer
_KEYS = ("stem", "items", "options", "item_options")


@dataclass(frozen=True)
class Misfit:
    """One thing that is wrong in the words, and where: `path` leads to it, as in checked_yaml.Tree.line."""

    path: tuple[str | int, ...]
    sentence: str


class WordsDoNotFit(ContentError):
    """The words are not those of this questionnaire."""

    def __init__(self, misfits: list[Misfit]) -> None:
        super().__init__("\n".join(each.sentence for each in misfits))
        self.misfits = misfits


def put_in(items: Sequence[Item], words: Words) -> tuple[Item, ...]:
    """The questions of a slot with their words. Raises WordsDoNotFit."""
    if found := list(misfits(items, words)):
        raise WordsDoNotFit(found)
    return tuple(_item(item, words) for item in items)


def misfits(items: Sequence[Item], words: Words) -> Iterator[Misfit]:
    """What is wrong in the words, each with its place."""
    for key in sorted(words.keys() - set(_KEYS)):
        yield Misfit((key,), f'"{key}" is not known here. There may be: {", ".join(_KEYS)}.')
    if "stem" in words:
        yield from _text(("stem",), words["stem"])
    yield from _texts("items", words, [item.id for item in items])
    own = words.get("item_options", {})
    if not isinstance(own, Mapping):
        yield Misfit(("item_options",), '"item_options" must have keys and values of its own.')
        return
    for name in sorted(own.keys() - {item.id for item in items}):
        yield Misfit(("item_options", name), f'"{name}" is no question of this questionnaire.')
    for item in items:
        if item.id in own:
            yield from _answers(("item_options", item.id), own[item.id], set(item.values), f"Question {item.number}")
    if shared := {value for item in items if item.id not in own for value in item.values}:
        yield from _answers(("options",), words.get("options"), shared, "The questionnaire")


def _answers(at: tuple[str, ...], texts: object, values: set[int], whose: str) -> Iterator[Misfit]:
    if not isinstance(texts, Mapping):
        yield Misfit(at, f"{whose}: the words of the answers are missing.")
        return
    given, wanted = {str(value): text for value, text in texts.items()}, {str(value) for value in values}
    for value in sorted(wanted | given.keys()):
        if value not in given:
            yield Misfit(at, f"{whose}: the answer that counts {value} has no words.")
        elif value not in wanted:
            yield Misfit((*at, value), f"{whose}: there is no answer that counts {value}.")
        else:
            yield from _text((*at, value), given[value])


def _texts(key: str, words: Words, names: list[str]) -> Iterator[Misfit]:
    texts = words.get(key)
    if not isinstance(texts, Mapping):
        yield Misfit((), f'"{key}" is missing.')
        return
    for name in sorted(texts.keys() - set(names)):
        yield Misfit((key, name), f'"{name}" is no question of this questionnaire.')
    for name in names:
        if name in texts:
            yield from _text((key, name), texts[name])
        else:
            yield Misfit((key,), f'The question "{name}" has no words.')


def _text(path: tuple[str | int, ...], text: object) -> Iterator[Misfit]:
    if not isinstance(text, str) or not text.strip():
        yield Misfit(path, f'"{path[-1]}" must be words.')
    elif len(text) > MOST_WORDS:
        yield Misfit(path, f'"{path[-1]}" is longer than {MOST_WORDS} characters.')


def _item(item: Item, words: Words) -> Item:
    texts = words.get("item_options", {}).get(item.id, words.get("options"))
    said = {str(value): text.strip() for value, text in texts.items()}
    options = tuple(option.model_copy(update={"text": said[str(option.value)]}) for option in item.options)
    return item.model_copy(update={"text": words["items"][item.id].strip(), "options": options})
