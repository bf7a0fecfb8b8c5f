"""`holdfast content check`: every mistake, or else what there is and what should be looked at."""

from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.core import clock
from app.core.checked_yaml import Problem
from app.core.errors import ContentError
from app.core.templating import plural
from app.directory import content as directory
from app.modules import library as content
from app.modules.content import check, ids
from app.modules.content.library import Library, Page

WORDS_A_MINUTE = 200


def run(folder: Path, *, today: date | None = None) -> int:
    """Prints what it found. Returns 1 when something must be mended."""
    day = today or clock.london_day(clock.now())
    # Wide, and never folded: a line that names a file must stay one line.
    console = Console(soft_wrap=True, highlight=False)
    problems = check.problems(folder, today=day)
    if problems:
        _print(console, problems)
        console.print(f"{len(problems)} to mend. Until then nothing starts, or something wrong is shown.")
        return 1
    routes = directory.load(folder)
    library = content.load(folder, directory=routes)
    console.print(_table(library))
    console.print(f"Nothing is wrong in {plural(len(library.modules), 'module')}.")
    _print(console, check.warnings(library, folder=folder, today=day))
    _print(console, directory.warnings(routes, folder=folder, today=day))
    return 0


def remember(folder: Path, *, modules: tuple[str, ...] = ()) -> str:
    """Writes ids.yaml for these modules, or for all, and says so. Raises ContentError when something is wrong."""
    library = content.load(folder, directory=directory.load(folder))
    unknown = [name for name in modules if library.module(name) is None]
    if unknown:
        raise ContentError(f"There is no module {' and no module '.join(unknown)}.")
    ids.remember(folder, library, modules=modules)
    return f"{folder.name}/{ids.FILE} holds the names of {plural(len(modules or library.modules), 'module')} as they are now."


def _print(console: Console, problems: list[Problem]) -> None:
    for problem in problems:
        console.print(str(problem), markup=False)


def _age(page: Page) -> str:
    found = page.reading_age
    return f"{found.age} (ARI {found.ari}, Flesch-Kincaid {found.flesch_kincaid})"


def _table(library: Library) -> Table:
    table = Table("Module", "Page", "Words", "Minutes", "Reading age", title="The modules in modules_content")
    for module in library.modules:
        words = sum(page.words for page in module.pages)
        table.add_row(module.title, f"{len(module.pages)} pages", str(words), str(module.minutes), style="bold")
        for page in module.pages:
            minutes = f"{page.words / WORDS_A_MINUTE:.0f} to read"
            table.add_row("", page.title, str(page.words), minutes, _age(page))
    return table
