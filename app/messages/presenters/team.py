"""The words of the team's pages."""

from collections.abc import Mapping

from app.core.templating import plural
from app.messages.rules import recent
from app.messages.rules.conversations import Act
from app.messages.rules.recent import Reached

_OWN = {
    Act.ANSWERED: "Answers that you sent",
    Act.REPLY_APPROVED: "Answers of others that you read first",
    Act.TAKEN: "Conversations that you took",
    Act.HANDED_OVER: "Conversations that you handed over",
    Act.CLOSED: "Conversations that you closed",
    Act.FLAGGED: "Flags that you raised",
}


def reached(found: Reached | None) -> str:
    """How long answers really took, for whoever sets the promise."""
    if found is None:
        return (
            f"Fewer than {recent.FEWEST} relatives had an answer in the last 90 days. "
            "Until there are more, they are told what you aim for."
        )
    if found.goes_on:
        return "In the last 90 days more than one in five waited longer than was promised, and they wait still."
    if not found.days:
        return "In the last 90 days four out of five relatives had an answer on the day on which they wrote."
    return (
        f"In the last 90 days four out of five relatives had an answer within {plural(found.days, 'working day')}, "
        "not counting the day on which they wrote."
    )


def own_month(acts: Mapping[Act, int], minutes: int) -> list[list[str]]:
    """A supporter's own month, shown to themself as it is."""
    return [*([said, str(acts.get(act, 0))] for act, said in _OWN.items()), ["Minutes that you noted", str(minutes)]]
