"""Two maps beside each other, as tables."""

from datetime import datetime

from app.core.templating import date_and_time, long_date
from app.network.comparing import Became, Comparison, Pair
from app.network.figures import Figures
from app.network.model import Node
from app.network.presenters import summary, words
from app.network.rules import Whose

_BECAME = {Became.NEW: "New", Became.GONE: "Not on it any more", Became.CHANGED: "Changed", Became.SAME: "As it was"}


def heads(older: datetime, newer: datetime | None) -> tuple[str, str]:
    """What stands over the two columns: the days, and the time of day where both are of one day."""
    if newer is None:
        return long_date(older), "Now"
    said = date_and_time if long_date(older) == long_date(newer) else long_date
    return said(older), said(newer)


def pairs(compared: Comparison, whose: Whose) -> list[tuple[str, str, str, str]]:
    """Name, before, after, and what became of it; what changed stands first."""
    ordered = sorted(compared.pairs, key=lambda pair: pair.became is Became.SAME)
    return [_pair(pair, whose) for pair in ordered]


def figures(before: Figures, after: Figures) -> list[tuple[str, str, str]]:
    """Each figure that can be said of one of them, before and after."""
    old, new = ({what: value for what, value, _means in summary.rows(each)} for each in (before, after))
    return [(what, old.get(what, "Too few to say"), new.get(what, "Too few to say")) for what in {**old, **new}]


def _pair(pair: Pair, whose: Whose) -> tuple[str, str, str, str]:
    return _label(pair), _said(pair.before, whose), _said(pair.after, whose), _BECAME[pair.became]


def _label(pair: Pair) -> str:
    old, new = (each.label if each else "" for each in (pair.before, pair.after))
    return f"{new} (before: {old})" if old and new and old != new else new or old


def _said(node: Node | None, whose: Whose) -> str:
    if node is None:
        return "Not on it"
    said = (
        words.facts(node, whose),
        words.effect(node, whose),
        words.CLOSENESS[node.closeness],
        words.OFTEN[node.often] if node.often else "",
    )
    return ". ".join(filter(None, said))
