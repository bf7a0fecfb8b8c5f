"""The funnel as a file."""

from app.core.spreadsheets import Cell
from app.reports.charts.pictures import HIDDEN
from app.reports.files.data_file import Column, DataFile
from app.reports.uptake.files.columns import ADDRESSES, TEAM, TRUST
from app.reports.uptake.funnel import Funnels
from app.reports.uptake.stages import FROM_USE, Stage

_STEPS: dict[Stage, str] = {
    Stage.IDENTIFIED: "known to the team: invited, or on its list of carers; empty where no list is kept",
    Stage.INVITED: "invited by staff",
    Stage.DELIVERED: "the invitation was delivered",
    Stage.LINK_OPENED: "the link was opened",
    Stage.ACCOUNT: "an account was made",
    Stage.FIRST_MODULE: "a first module was read",
    Stage.CAME_BACK: "came back on another day",
    Stage.TOOK_PART: "used the toolbox, the forum or messages",
    Stage.SHARED: "shared something with the team",
}
KIND = DataFile(
    "uptake-funnel",
    'From being known to sharing with the team, step by step. "Not shown" protects single people.',
    (TRUST, TEAM, *(Column(stage.value, means, ADDRESSES) for stage, means in _STEPS.items())),
)


def rows_of(funnels: Funnels) -> list[list[Cell]]:
    """A row for each team or trust, the total last."""
    return [
        [row.trust, row.team, *(_step(row.counts[stage], stage, keeps_list=row.keeps_list) for stage in Stage)]
        for row in funnels.every
    ]


def _step(count: int | None, stage: Stage, *, keeps_list: bool) -> Cell:
    if stage is Stage.IDENTIFIED and not keeps_list:
        return ""
    return HIDDEN if count is None and stage in FROM_USE else count
