"""The uptake figures as pictures. Pure."""

from collections.abc import Sequence
from itertools import pairwise

from app.core.templating import plural
from app.reports.charts.pictures import Bar, Bars, Lines, Series
from app.reports.uptake.funnel import Funnel
from app.reports.uptake.inviters import Inviter
from app.reports.uptake.presenters import STAGES, biggest_drop, less, stopped
from app.reports.uptake.weeks import Week

_STEP_HEAD = ("Step", "People", "Stopped here")


def funnel(row: Funnel) -> Bars:
    """How many took each step, one under the other."""
    return Bars(
        title="How far people came",
        description=f"How many people took each step, of all who were {STAGES[row.steps[0][0]].lower()}. {biggest_drop(row)}".strip(),
        head=_STEP_HEAD,
        bars=tuple(Bar(STAGES[stage], count, stopped(row, stage)) for stage, count in row.steps),
    )


def of_inviter(row: Inviter) -> Bars:
    """How far the people came whom one person invited, up to the account."""
    steps = [
        ("Invited", row.relatives),
        ("Invitation delivered", row.delivered),
        ("Link opened", row.opened),
        ("Account made", row.accounts),
    ]
    notes = ["", *(less(count, before) for (_, before), (_, count) in pairwise(steps))]
    return Bars(
        title="How far the people came whom you invited",
        description=f"Of {plural(row.relatives, 'person', 'people')}, {row.accounts:,} made an account.",
        head=_STEP_HEAD,
        bars=tuple(Bar(name, count, note) for (name, count), note in zip(steps, notes, strict=True)),
    )


def weeks(rows: Sequence[Week]) -> Lines:
    """Invitations and accounts as two lines."""
    sent, made = sum(each.invitations for each in rows), sum(each.accounts for each in rows)
    return Lines(
        title="Week by week",
        description=f"In {plural(len(rows), 'full week')} {plural(sent, 'invitation')} left and {plural(made, 'account')} {'was' if made == 1 else 'were'} made.",
        head=("Week from", "Invitations", "Accounts"),
        times=tuple(f"{each.monday.day} {each.monday:%b %Y}" for each in rows),
        series=(
            Series("Invitations", tuple(each.invitations for each in rows)),
            Series("Accounts", tuple(each.accounts for each in rows)),
        ),
    )
