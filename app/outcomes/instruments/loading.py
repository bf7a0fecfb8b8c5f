"""Reads modules_content/instruments: one questionnaire a file, each mistake as file:line: sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.core.checked_yaml import Problems, Say, Strict, Tree, fit, read
from app.outcomes.instruments import checks
from app.outcomes.instruments.instrument import Instrument
from app.outcomes.instruments.parts import Options

FOLDER = "instruments"
TitleOf = Callable[[str], str | None]


class Shared(Strict):
    """The answers that all questions have which have none of their own."""

    options: Options


def load(folder: Path, *, title_of: TitleOf | None = None) -> dict[str, Instrument]:
    """All questionnaires of a content folder by their names. Raises ContentError that lists everything wrong.

    `title_of` knows the pages that a next step may lead to; without it they are not looked up.
    """
    problems = Problems()
    instruments = read_all(folder, problems, title_of=title_of)
    problems.stop_if_any()
    return instruments


def read_all(folder: Path, problems: Problems, *, title_of: TitleOf | None = None) -> dict[str, Instrument]:
    """Those that can be used; what is wrong is added to the list."""
    found: dict[str, Instrument] = {}
    files = sorted((folder / FOLDER).glob("*.yaml"))
    if not files:
        problems.at(f"{folder.name}/{FOLDER}")(1, "There is no questionnaire here.")
    for file in files:
        say = problems.at(f"{folder.name}/{FOLDER}/{file.name}")
        if instrument := _read(file, say, title_of=title_of):
            found[instrument.name] = instrument
    return found


def _read(file: Path, say: Say, *, title_of: TitleOf | None) -> Instrument | None:
    try:
        tree = read(file.read_text(encoding="utf-8"), say)
    except UnicodeDecodeError:
        say(1, "This file is not saved as UTF-8.")
        return None
    # Those for all questions first, or their mistakes would be told once for each question.
    if tree is None or ("options" in tree.data and not fit(Shared, _only_options(tree), say)):
        return None
    instrument = fit(Instrument, Tree(_filled(tree.data), tree.lines), say)
    if instrument:
        checks.check(instrument, tree, say, stem=file.stem, title_of=title_of)
    return instrument


def _only_options(tree: Tree) -> Tree:
    return Tree({"options": tree.data["options"]}, tree.lines)


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Each question with its number, and with the answers of all where it has none of its own."""
    filled = {key: value for key, value in data.items() if key != "options"}
    if isinstance(data.get("items"), list):
        items = [_item(item, data.get("options"), number) for number, item in enumerate(data["items"], start=1)]
        filled["items"] = items
        if isinstance(data.get("total"), dict):
            filled["total"] = {"items": [item.get("id") for item in items], **data["total"]}
    return filled


def _item(item: Any, shared: Any, number: int) -> dict[str, Any]:
    # A question without words may be its name alone.
    own = item if isinstance(item, dict) else {"id": item}
    return {"text": None, **({"options": shared} if shared else {}), **own, "number": number}
