"""The plans' part of `holdfast content check`. What they refer to in the modules is looked up at the start."""

from pathlib import Path

from rich.console import Console

from app.core.checked_yaml import Problems
from app.plans import content


def run(folder: Path) -> int:
    """Prints what it found. Returns 1 when something must be mended."""
    console, problems = Console(soft_wrap=True, highlight=False), Problems()
    plans = content.read_all(folder, problems, elsewhere=None)
    for problem in sorted(set(problems)):
        console.print(str(problem), markup=False)
    if problems:
        console.print(f"{len(set(problems))} to mend in the plans.")
        return 1
    console.print(
        f"Nothing is wrong in the {len(plans)} plans ({sum(len(each.steps) for each in plans.values())} steps)."
    )
    return 0
