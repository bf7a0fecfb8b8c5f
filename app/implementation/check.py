"""The checklist's part of `holdfast content check`."""

from pathlib import Path

from rich.console import Console

from app.core.checked_yaml import Problems
from app.implementation import content


def run(folder: Path) -> int:
    """Prints what it found. Returns 1 when something must be mended."""
    console, problems = Console(soft_wrap=True, highlight=False), Problems()
    workspace = content.read_all(folder, problems)
    for problem in sorted(set(problems)):
        console.print(str(problem), markup=False)
    if workspace is None or problems:
        console.print(f"{len(set(problems))} to mend in the checklist and the news.")
        return 1
    tasks = sum(len(part.tasks) for part in workspace.parts.values())
    console.print(f"Nothing is wrong in the checklist ({tasks} tasks) and the news.")
    return 0
