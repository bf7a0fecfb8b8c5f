"""ids.yaml: the names on which saved answers hang. `holdfast content remember` writes it; nobody may lose one of them.

For each module: its activities, each with the names of its options or fields, and its quizzes.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from app.core.checked_yaml import Problem, Problems, Say, Strict, Tree, fit, read
from app.modules.content.blocks import Activity, Choosing, Plan
from app.modules.content.fields import Name
from app.modules.content.library import Library, Module

FILE = "ids.yaml"
_HEAD = """\
# The names on which people's saved answers hang. Written by `holdfast content remember`; nothing starts while one is
# missing from its module. Take a line out only when an activity must go and its answers may go unread.
"""


class Names(Strict):
    """The names of one module that must stay."""

    activities: dict[Name, tuple[Name, ...]]
    quizzes: tuple[Name, ...]


def read_all(folder: Path, problems: Problems) -> tuple[dict[str, Names], Tree | None]:
    """What is remembered of each module, and where it stands; nothing before anything was remembered."""
    path = folder / FILE
    say = problems.at(f"{folder.name}/{FILE}")
    tree = read(path.read_text(encoding="utf-8"), say) if path.is_file() else None
    if tree is None:
        return {}, None
    found = {str(name): fit(Names, tree, say, at=(name,)) for name in tree.data}
    return {name: names for name, names in found.items() if names}, tree


def check(folder: Path, library: Library, problems: Problems) -> None:
    """Adds a problem for each remembered name that is no longer there."""
    remembered, tree = read_all(folder, problems)
    for slug, names in remembered.items():
        # A page that cannot be read seems to have no names: first its own mistakes are mended.
        if tree is None or any(f"-{slug}/" in problem.path for problem in problems):
            continue
        module = library.module(slug)
        say = problems.at(f"{folder.name}/{FILE}")
        if module is None:
            say(tree.line(slug), f'The module "{slug}" is gone, and people\'s answers hang on it. Put its folder back.')
        else:
            _check(module, names, tree, say)


def _check(module: Module, names: Names, tree: Tree, say: Say) -> None:
    here = of(module)
    for name, parts in names.activities.items():
        line = tree.line(module.slug, "activities", name)
        if name not in here.activities:
            say(line, _gone("activity", name))
            continue
        for part in parts:
            if part not in here.activities[name]:
                say(
                    line,
                    f'The activity "{name}" had the option or field "{part}", and answers hang on it. Put it back.',
                )
    for place, name in enumerate(names.quizzes):
        if name not in here.quizzes:
            say(tree.line(module.slug, "quizzes", place), _gone("quiz", name))


def _gone(noun: str, name: str) -> str:
    hangs = "people's answers hang" if noun == "activity" else "figures hang"
    return (
        f'The {noun} "{name}" was on a page of this module and {hangs} on it.'
        " Put it back, or move it to another page of the module."
    )


def of(module: Module) -> Names:
    """The names that a module has now."""
    return Names(
        activities={name: _parts(each) for page in module.pages for name, each in page.activities.items()},
        quizzes=tuple(name for page in module.pages for name in page.quizzes),
    )


def _parts(activity: Activity) -> tuple[str, ...]:
    if isinstance(activity, Choosing):
        return tuple(option.id for option in activity.options)
    return tuple(field.id for field in activity.fields) if isinstance(activity, Plan) else ()


def unremembered(folder: Path, library: Library) -> Iterator[Problem]:
    """A warning for each page with a name that is not remembered yet."""
    remembered, _tree = read_all(folder, Problems())
    for module in library.modules:
        known = remembered.get(module.slug, Names(activities={}, quizzes=()))
        for page in module.pages:
            for name in _new_on(page.activities, page.quizzes, known):
                yield Problem(
                    page.path, 1, f'"{name}" is not remembered yet. Run: holdfast content remember {module.slug}'
                )


def _new_on(activities: Mapping[str, Activity], quizzes: Mapping[str, object], known: Names) -> Iterator[str]:
    for name, activity in activities.items():
        if set(_parts(activity)) - set(known.activities.get(name, ())) or name not in known.activities:
            yield name
    yield from (name for name in quizzes if name not in known.quizzes)


def remember(folder: Path, library: Library, *, modules: tuple[str, ...] = ()) -> None:
    """Writes ids.yaml anew with the names of these modules, or of all; the others stay as they stand there."""
    kept, _tree = read_all(folder, Problems())
    now = {module.slug: of(module) for module in library.modules if not modules or module.slug in modules}
    order = [module.slug for module in library.modules]
    names = sorted((kept | now).items(), key=lambda item: order.index(item[0]))
    tree = {slug: each.model_dump(mode="json") for slug, each in names}
    text = yaml.safe_dump(tree, sort_keys=False, width=100, default_flow_style=None)
    (folder / FILE).write_text(_HEAD + text, encoding="utf-8")
