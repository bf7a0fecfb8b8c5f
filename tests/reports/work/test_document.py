"""docs/figures.md explains every line of the cost, every activity, and the codes that come with the program."""

from app.carers.coding.codes import DEFAULTS
from app.carers.rules import Activity
from app.reports.periods import Period
from app.reports.work import presenters
from tests.reports.test_figures_document import DOCUMENT, first_cells
from tests.reports.work.test_cost import COST


def test_every_line_of_the_cost_is_explained() -> None:
    assert first_cells("Cost") == [name for name, _value in presenters.cost_rows({Period.QUARTER: COST})]


def test_every_activity_and_its_code_is_explained() -> None:
    assert first_cells("Activity for the record system") == [activity.value for activity in Activity]
    assert all(each.code in DOCUMENT for each in DEFAULTS.values())


def test_the_trials_cost_is_the_one_on_the_page() -> None:
    assert f"Beside it stands {presenters.TRIAL}:" in DOCUMENT
