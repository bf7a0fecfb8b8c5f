"""Who invited how many, by name, as a file for the lead."""

from collections.abc import Iterable

from app.core.spreadsheets import Cell
from app.reports.files.data_file import Column, DataFile
from app.reports.uptake.files.columns import ADDRESSES, INVITATIONS, PERCENT, TEAM, percent
from app.reports.uptake.inviters import Inviter

KIND = DataFile(
    "uptake-inviters",
    "Who invited how many, by name, as far as the account. For the trust's lead only; not to be passed on.",
    (
        TEAM,
        Column("name", "name of the member of staff", "text"),
        Column("has_left", "whether their account is closed", "yes or no"),
        Column("invites_sent", "invitations sent from this team", INVITATIONS),
        Column("relatives_invited", "different addresses among them", ADDRESSES),
        Column("repeat_invitations", "invitations to somebody whom they had invited before", INVITATIONS),
        Column("delivered", "of the addresses, those to which one was delivered", ADDRESSES),
        Column("link_opened", "those who opened a link", ADDRESSES),
        Column("relatives_accounts", "those who have an account", ADDRESSES),
        Column("activation_percent", "100 × relatives_accounts ÷ relatives_invited", PERCENT),
        Column("last_invited_on", "the day of the last invitation; empty if there was none", "date"),
    ),
)


def rows_of(rows: Iterable[Inviter]) -> list[list[Cell]]:
    """A row for each person and team."""
    return [
        [
            each.team,
            each.name,
            "yes" if each.has_left else "no",
            each.invites,
            each.relatives,
            each.repeats,
            each.delivered,
            each.opened,
            each.accounts,
            percent(each.activation),
            each.last_on.isoformat() if each.last_on else "",
        ]
        for each in rows
    ]
