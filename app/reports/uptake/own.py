"""What one person is told of their own invitations, and of the middle of their teams. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.core.small_numbers import FEWEST
from app.core.templating import plural
from app.reports.rates import number
from app.reports.uptake.counts import Table, Uptake
from app.reports.uptake.inviters import Inviter
from app.reports.uptake.presenters import Headline


@dataclass(frozen=True)
class Beside:
    """One's own number in a team, and what the team's is."""

    team: str
    own: str
    middle: str


def headlines(mine: Inviter) -> list[Headline]:
    """What they sent and what became of it."""
    if not mine.relatives:
        return [Headline("Nobody", "has had an invitation from you yet.")]
    again = "1 of them was" if mine.repeats == 1 else f"{mine.repeats:,} of them were"
    repeats = f" {again} sent to somebody whom you had invited before." if mine.repeats else ""
    return [
        Headline(
            plural(mine.invites, "invitation"),
            f"went from you to {plural(mine.relatives, 'person', 'people')}.{repeats}",
        ),
        Headline(
            f"{mine.accounts:,} of {mine.relatives:,}",
            f"{'person' if mine.relatives == 1 else 'people'} invited now {'has' if 1 in (mine.accounts, mine.relatives) else 'have'} an account"
            + ("." if mine.activation.percent is None else f" ({mine.activation.percent}%)."),
        ),
    ]


def teams(mine: Iterable[Inviter], table: Table) -> list[Beside]:
    """Each of their teams. Of few inviters no middle is told: it would say who sent how many."""
    rows = {row.place: row for row in table.rows}
    return [Beside(each.team, plural(each.invites, "invitation"), _middle(rows[each.place])) for each in mine]


def _middle(row: Uptake) -> str:
    if row.clinicians_who_invited < FEWEST:
        return f"Shown when {FEWEST} or more clinicians of the team have invited somebody."
    return (
        f"{plural(row.clinicians_who_invited, 'clinician')} of {row.clinicians:,} have invited somebody. The middle number "
        f"among them is {number(row.median)}: a quarter sent {number(row.lower_quartile)} or fewer, "
        f"a quarter {number(row.upper_quartile)} or more."
    )
