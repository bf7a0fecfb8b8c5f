"""Reads modules_content/plans; every mistake is told as file:line: sentence, and stops the start."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.core.checked_yaml import Problems, Say, Tree, fit, read
from app.plans.content.plan import Plan

FOLDER = "plans"


@dataclass(frozen=True)
class Elsewhere:
    """What plans refer to in the modules: the boxes of activities by source, and what a page is called, if it is there."""

    boxes: Mapping[str, Collection[str]]
    title_of: Callable[[str], str | None]


def load(folder: Path, *, elsewhere: Elsewhere) -> dict[str, Plan]:
    """All plans by name, in their order. Raises ContentError that lists everything wrong, as file:line: sentence."""
    problems = Problems()
    plans = read_all(folder, problems, elsewhere=elsewhere)
    problems.stop_if_any()
    return plans


def read_all(folder: Path, problems: Problems, *, elsewhere: Elsewhere | None) -> dict[str, Plan]:
    """The plans that can be used; what is wrong is added to the list. None: what they refer to is not looked up."""
    files = sorted((folder / FOLDER).glob("*.yaml"))
    if not files:
        problems.at(f"{folder.name}/{FOLDER}")(1, "There is no plan here: each is a file that ends in .yaml.")
    found = [plan for file in files if (plan := _plan(file, problems, folder, elsewhere))]
    return {plan.name: plan for plan in sorted(found, key=lambda plan: (plan.order, plan.name))}


def _plan(file: Path, problems: Problems, folder: Path, elsewhere: Elsewhere | None) -> Plan | None:
    say = problems.at(f"{folder.name}/{FOLDER}/{file.name}")
    try:
        tree = read(file.read_text(encoding="utf-8"), say)
    except UnicodeDecodeError:
        say(1, "This file is not saved as UTF-8.")
        return None
    plan = fit(Plan, tree, say, name=file.stem) if tree else None
    if plan and tree and elsewhere:
        _check_elsewhere(plan, tree, say, elsewhere)
    return plan


def _check_elsewhere(plan: Plan, tree: Tree, say: Say, elsewhere: Elsewhere) -> None:
    for key in ("read_more", "safe_first"):
        href = getattr(plan, key)
        if href and elsewhere.title_of(href) is None:
            say(tree.line(key), f"The link {href} leads to no page of a module.")
    for place, begin in enumerate(plan.begins_with):
        line = tree.line("begins_with", place)
        if begin.source not in elsewhere.boxes:
            say(line, f'No module has a plan or a box to write in under "{begin.source}".')
            continue
        for theirs in begin.fields.values():
            if theirs not in elsewhere.boxes[begin.source]:
                say(line, f'"{begin.source}" has no box "{theirs}".')
