"""The words for a trust's questionnaires."""

from dataclasses import dataclass
from datetime import date

from app.core.templating import long_date, plural
from app.outcomes.instruments import Instrument, Item
from app.outcomes.licensing import rules
from app.outcomes.licensing.rules import Held, Standing

TAGS = {
    Standing.ON: ("On", "green"),
    Standing.OFF: ("Off", "grey"),
    Standing.NEEDS_LICENCE: ("Needs a licence", "grey"),
    Standing.NEEDS_WORDS: ("Needs its questions", "grey"),
    Standing.ENDED: ("Licence ended", "orange"),
}
MEANS = {
    Standing.ON: "Relatives of your trust are offered it.",
    Standing.OFF: "Relatives are not offered it.",
    Standing.NEEDS_LICENCE: "Its questions belong to somebody else, so they do not come with Holdfast. With a licence "
    "your trust can put them in here.",
    Standing.NEEDS_WORDS: "The licence is written down. Put in its questions next.",
    Standing.ENDED: "Relatives are not offered it any more, since its licence has ended. What they answered before stays "
    "theirs.",
}
DONE = {
    "on": "It is on. Relatives are offered it from now on.",
    "off": "It is off. What relatives answered before stays theirs.",
    "licence": "The licence is written down.",
    "words": "The questions are kept. Nobody is offered them until you switch it on.",
    "words-new": "The questions are kept, and in use from now on.",
    "removed": "The questions are taken out, and it is off. What relatives answered before stays theirs.",
}


@dataclass(frozen=True)
class Line:
    """One questionnaire on the list, and on its own page."""

    name: str
    short: str
    title: str
    tag: str
    colour: str
    means: str
    ends: str
    is_licensed: bool
    is_on: bool
    may_switch_on: bool


def line(instrument: Instrument, held: Held, *, today: date) -> Line:
    """Where it stands with the trust."""
    standing = rules.standing(is_open=instrument.is_open, held=held, today=today)
    tag, colour = TAGS[standing]
    return Line(
        name=instrument.name,
        short=instrument.short,
        title=instrument.title,
        tag=tag,
        colour=colour,
        means=MEANS[standing],
        ends=_ends(held, today),
        is_licensed=held.is_licensed(today=today),
        is_on=held.is_on,
        may_switch_on=standing is Standing.OFF,
    )


def questions(filled: Instrument) -> list[tuple[Item, str]]:
    """Each question as it will be asked, with its answers in a row."""
    return [(item, " / ".join(option.text or "" for option in item.options)) for item in filled.items]


def _ends(held: Held, today: date) -> str:
    if held.expires_on is None:
        return ""
    said = long_date(held.expires_on)
    if rules.is_over(held.expires_on, today=today):
        return f"The licence ended on {said}."
    if not rules.ends_soon(held=held, today=today):
        return f"The licence lasts until {said}."
    days = plural((held.expires_on - today).days, "day")
    return f"The licence ends on {said}, in {days}. From the day after nobody is offered it."
