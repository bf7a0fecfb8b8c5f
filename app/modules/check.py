"""`holdfast content check`: every mistake, or else what there is and what should be looked at."""

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.core import clock
from app.core.checked_yaml import Problem
from app.core.templating import plural
from app.directory import content as directory
from app.modules import library as modules
from app.modules.content import check
from app.modules.content.library import Library

WORDS_A_MINUTE = 200


def run(folder: Path, *, today: date | None = None) -> int:
    """Prints what it found. Returns 1 when a mistake would stop the start."""
    day = today or clock.london_day(clock.now())
    # Wide, and never folded: a line that names a file must stay one line.
    console = Console(soft_wrap=True, highlight=False)
    problems = check.problems(folder, today=day)
    if problems:
        _print(console, problems)
        console.print(f"{len(problems)} to mend: nothing starts until then.")
        return 1
    routes = directory.load(folder)
    library = modules.load(folder, directory=routes)
    console.print(_table(library))
    console.print(f"Nothing is wrong in {plural(len(library.modules), 'module')}.")
    _print(console, check.warnings(library, folder=folder, today=day))
    _print(console, directory.warnings(routes, folder=folder, today=day))
    return 0


def _print(console: Console, problems: list[Problem]) -> None:
    for problem in problems:
        console.print(str(problem), markup=False)


def _table(library: Library) -> Table:
    table = Table("Module", "Page", "Words", "Minutes", title="The modules in modules_content")
    for module in library.modules:
        words = sum(page.words for page in module.pages)
        table.add_row(module.title, f"{len(module.pages)} pages", str(words), str(module.minutes), style="bold")
        for page in module.pages:
            table.add_row("", page.title, str(page.words), f"{page.words / WORDS_A_MINUTE:.0f} to read")
    return table
