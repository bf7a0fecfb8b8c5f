"""The words of check-ins: what each asks, how far somebody is, when it can be done again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app.core.clock import london_day
from app.core.templating import long_date, plural
from app.outcomes import rules
from app.outcomes.forms import SKIP, field
from app.outcomes.instruments import Instrument, Item
from app.outcomes.queries import Begun, Done, Own
from app.outcomes.rules import ON_A_PAGE, TimePoint
from app.outcomes.scoring import Answers, Score, score
from app.outcomes.service import goes_on
from app.trusts.hours.clocks import day_words

# Why now is a good moment.
_ASKED = {
    TimePoint.START: "Now is a good time: later you can see what has changed since you began here.",
    TimePoint.WEEK_12: "You came here about 12 weeks ago. If you like, see what has changed since then.",
    TimePoint.WEEK_24: "You came here about 24 weeks ago. If you like, see what has changed since then.",
}
# When one was filled in, in a list of one's own.
POINTS = {
    TimePoint.START: "when you began here",
    TimePoint.WEEK_12: "after about 12 weeks",
    TimePoint.WEEK_24: "after about 24 weeks",
    TimePoint.OWN: "",
}
_SKIP = {"value": SKIP, "text": "Skip this question"}
DONE = {
    "removed": "It is removed. It cannot be brought back, not by us either.",
    "stopped": "What you had answered is destroyed.",
    "later": "Your answers are kept. You can go on whenever you like in the next two weeks.",
}


@dataclass(frozen=True)
class Card:
    """One check-in on the list. `why`: for what now is a good time. `last`: what came of it before."""

    title: str
    href: str
    about: str
    minutes: str
    note: str
    why: str
    action: str
    last: str
    last_href: str


@dataclass(frozen=True)
class Question:
    """One question of a page with what can be chosen."""

    name: str
    text: str
    options: list[dict[str, str]]


def card(instrument: Instrument, own: Own, *, joined_at: datetime, now: datetime) -> Card:
    """One that can be filled in here, for somebody."""
    past = [each for each in own.past if each.instrument == instrument.name]
    begun = own.begun.get(instrument.name)
    note, action = _state(instrument, past, begun, now=now)
    is_open = action and not (begun and goes_on(begun, instrument)) and not instrument.is_activity
    point = rules.asked(past, joined_at=joined_at, now=now) if is_open else None
    last = next((each for each in reversed(own.finished) if each.instrument == instrument.name), None)
    return Card(
        title=instrument.title,
        href=href(instrument),
        about=instrument.about,
        minutes=f"About {plural(instrument.minutes, 'minute')}",
        note=note or ("Now is a good time for this." if point else ""),
        why=_ASKED[point] if point else "",
        action=action,
        last=_last(instrument, last) if last else "",
        last_href=result_href(instrument, last) if last else "",
    )


def earlier(own: Own, *, known: Mapping[str, Instrument], shown: Collection[str]) -> list[dict[str, str]]:
    """What somebody filled in of those that are not in use any more: it is still theirs."""
    return [
        {
            "text": f"{known[each.instrument].title} {long_date(london_day(each.finished_at))}",
            "href": result_href(known[each.instrument], each),
        }
        for each in reversed(own.finished)
        if each.instrument in known and each.instrument not in shown
    ]


def href(instrument: Instrument) -> str:
    """Where a check-in begins."""
    return f"/check-ins/{instrument.name}"


def result_href(instrument: Instrument, done: Done) -> str:
    """Where its result stands."""
    return f"{href(instrument)}/results/{done.id}"


def pages(instrument: Instrument) -> list[tuple[Item, ...]]:
    """The questions in pages of about the same length."""
    items = instrument.items
    number = -(-len(items) // ON_A_PAGE)
    ends = [len(items) * place // number for place in range(number + 1)]
    return [items[start:end] for start, end in pairwise(ends)]


def page_href(instrument: Instrument, number: int) -> str:
    """Where a page of questions is, counted from 1; after the last one is what is answered and what not."""
    return (
        f"{href(instrument)}/questions/{number}" if number <= len(pages(instrument)) else f"{href(instrument)}/finish"
    )


def next_page(instrument: Instrument, answers: Answers) -> int:
    """Where somebody goes on: after the last page on which they answered something."""
    answered = [
        number for number, items in enumerate(pages(instrument), start=1) if any(item.id in answers for item in items)
    ]
    return max(answered, default=0) + 1


def questions(items: Sequence[Item]) -> list[Question]:
    """The questions of a page, each with a way round it."""
    return [
        Question(
            name=field(item),
            text=f"{item.number}. {item.text}",
            options=[*({"value": str(each.value), "text": each.text or ""} for each in item.options), _SKIP],
        )
        for item in items
    ]


def chosen(items: Sequence[Item], answers: Answers) -> dict[str, str]:
    """The form of a page as it was kept."""
    return {field(item): str(answers[item.id]) for item in items if item.id in answers}


def steps(instrument: Instrument, answers: Answers) -> list[dict[str, str]]:
    """The pages with how much of each is answered."""
    return [
        {
            "key": _numbers(items),
            "value": f"{sum(item.id in answers for item in items)} of {len(items)} answered",
            "href": page_href(instrument, number),
        }
        for number, items in enumerate(pages(instrument), start=1)
    ]


def answered(instrument: Instrument, answers: Answers) -> list[list[str]]:
    """Each question beside what was answered; only with the questionnaire's words."""
    return [
        [f"{item.number}. {item.text}", (item.id in answers and item.text_of(answers[item.id])) or "You skipped this"]
        for item in instrument.items
    ]


def score_of(instrument: Instrument, done: Done) -> Score | None:
    """What a check-in comes to; None when the questions have changed since: those two cannot be compared."""
    if done.version != instrument.version:
        return None
    return score(instrument, done.answers)


def is_asked(
    own: Own, instruments: Sequence[Instrument], *, joined_at: datetime, now: datetime
) -> Mapping[str, TimePoint]:
    """Those for which now is a good time, by name."""
    names = [each.name for each in instruments if not each.is_activity]
    return rules.all_asked(names, own.past, joined_at=joined_at, now=now)


def _state(instrument: Instrument, past: list[rules.Past], begun: Begun | None, *, now: datetime) -> tuple[str, str]:
    if begun and goes_on(begun, instrument):
        return f"You have begun: {len(begun.answers)} of {len(instrument.items)} questions answered.", "Go on"
    if not rules.may_begin(past, now=now):
        again = rules.again_at(past)
        return (f"You can do it again from {day_words(london_day(again))}." if again else ""), ""
    return "", "Do it again" if past else "Begin"


def _last(instrument: Instrument, done: Done) -> str:
    day = long_date(london_day(done.finished_at))
    found = score_of(instrument, done)
    return f"{day}: {found.band.words}" if found and found.band else f"You filled it in on {day}."


def _numbers(items: Sequence[Item]) -> str:
    first, last = items[0].number, items[-1].number
    return f"Question {first}" if first == last else f"Questions {first} to {last}"
