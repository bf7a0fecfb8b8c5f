"""The questionnaires' part of `holdfast content check`. Where their next steps lead is looked up at the start."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from app.core.checked_yaml import Problems
from app.outcomes.instruments import Instrument, loading


def run(folder: Path) -> int:
    """Prints what it found. Returns 1 when something must be mended."""
    console, problems = Console(soft_wrap=True, highlight=False), Problems()
    instruments = loading.read_all(folder, problems)
    for problem in sorted(set(problems)):
        console.print(str(problem), markup=False)
    if problems:
        console.print(f"{len(set(problems))} to mend in the questionnaires.")
        return 1
    console.print(_table(instruments))
    console.print("Nothing is wrong in the questionnaires.")
    return 0


def _table(instruments: dict[str, Instrument]) -> Table:
    table = Table("Questionnaire", "Questions", "Total", "Risk answers", "Words", title="The questionnaires")
    for each in instruments.values():
        total = f"{each.total.lowest:g} to {each.total.highest:g}" if each.total else "none"
        words = "here" if each.is_open else "from each trust"
        table.add_row(each.short, str(len(each.items)), total, str(len(each.risks)), words)
    return table
