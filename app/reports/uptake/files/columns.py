"""What the columns of several files have in common."""

from app.reports.files.data_file import Column
from app.reports.rates import Rate

TRUST = Column("trust", 'name of the trust, or "All trusts"', "text")
TEAM = Column("team", "name of the team; empty for the whole trust. Only in the file of one trust", "text")
INVITATIONS, PEOPLE, ADDRESSES, PERCENT = "invitations", "people", "addresses", "per cent, one decimal"


def percent(rate: Rate) -> str:
    """The share without its sign; empty of nobody."""
    return "" if rate.percent is None else str(rate.percent)
