"""What must hold between the parts of a questionnaire's file, besides the shape of each."""

from collections.abc import Callable
from itertools import pairwise

from app.core.checked_yaml import Say, Tree
from app.outcomes.instruments.counting import At, Place, check_numbers, twice
from app.outcomes.instruments.instrument import Instrument
from app.outcomes.instruments.parts import Item, Step

TitleOf = Callable[[str], str | None]


def check(instrument: Instrument, tree: Tree, say: Say, *, stem: str, title_of: TitleOf | None) -> None:
    """Tells what is wrong, each with its line; `stem` is the file's name without its ending."""

    def at(*path: str | int) -> Callable[[str], None]:
        return lambda sentence: say(tree.line(*path), sentence)

    if instrument.name != stem:
        at("name")(f'"{instrument.name}" is not the name of its file: {stem}.yaml.')
    _check_items(instrument, at)
    check_words = _check_open if instrument.is_open else _check_slot
    check_words(instrument, at)
    check_numbers(instrument, at)
    _check_bands(instrument, at)
    _check_risks(instrument, at)
    if title_of:
        _check_steps(instrument, at, title_of)


def _check_items(instrument: Instrument, at: At) -> None:
    if found := twice([item.id for item in instrument.items]):
        at("items", found[1])(f'The question "{found[0]}" stands here twice.')
    for place, item in enumerate(instrument.items):
        if same := twice(item.values):
            at("items", place, "options")(f"Question {item.number}: two of its answers count {same[0]}.")


def _check_slot(instrument: Instrument, at: At) -> None:
    for place, item in enumerate(instrument.items):
        if item.text or _said(item):
            at("items", place)("This is a slot: words under licence come from a trust and may not stand here.")
    for key in ("stem", "is_on"):
        if getattr(instrument, key):
            at(key)(f'This is a slot: it cannot have "{key}" before a trust has put its words in.')


def _check_open(instrument: Instrument, at: At) -> None:
    for place, item in enumerate(instrument.items):
        if not item.text:
            at("items", place)(f"Question {item.number} has no words, and this questionnaire is open.")
        if len(_said(item)) < len(item.options):
            at("items", place)(f"Question {item.number}: an answer has no words, and this questionnaire is open.")


def _said(item: Item) -> list[str]:
    return [option.text for option in item.options if option.text]


def _check_bands(instrument: Instrument, at: At) -> None:
    ends = [band.up_to for band in instrument.bands]
    if not ends or not instrument.total:
        return
    if instrument.is_activity or not instrument.higher_is:
        at("bands")("What has no better or worse has no bands.")
    if not instrument.bands_source:
        at("bands")('Say in "bands_source" who published these bands.')
    for place, (one, other) in enumerate(pairwise(ends), start=1):
        if one >= other:
            at("bands", place)(f"The bands must rise: {other:g} comes after {one:g}.")
    if ends[-1] != instrument.total.highest:
        at("bands", len(ends) - 1)(f"The last band must end at {instrument.total.highest:g}, not at {ends[-1]:g}.")


def _check_risks(instrument: Instrument, at: At) -> None:
    values = {item.id: item.values for item in instrument.items}
    for place, risk in enumerate(instrument.risks):
        if risk.item not in values:
            at("risks", place)(f'"{risk.item}" is no question of this questionnaire.')
        elif unknown := [value for value in risk.values if value not in values[risk.item]]:
            at("risks", place, "values")(f'"{risk.item}" has no answer that counts {unknown[0]}.')


def _check_steps(instrument: Instrument, at: At, title_of: TitleOf) -> None:
    lists: dict[Place, tuple[Step, ...]] = {("next",): instrument.next}
    lists |= {("bands", place, "next"): band.next for place, band in enumerate(instrument.bands)}
    for path, steps in lists.items():
        for place, step in enumerate(steps):
            if title_of(step.href) is None:
                at(*path, place)(f"There is no page {step.href}.")
