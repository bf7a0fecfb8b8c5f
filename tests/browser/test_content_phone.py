"""Every page of every module on a phone, in a file of its own so that both cores have work."""

from pathlib import Path

import pytest

from tests.browser.content import MODULES, NAMES, check_every_page
from tests.browser.visitor import Visitor
from tests.people import Cast

pytestmark = pytest.mark.browser


@pytest.fixture
def width() -> int:
    """Pixels."""
    return 320


@pytest.fixture
def javascript() -> bool:
    """axe needs it; the journeys try the pages without."""
    return True


@pytest.mark.parametrize("module", MODULES, ids=NAMES)
def test_every_page_fits_and_can_be_used_by_everybody(cast: Cast, visitor: Visitor, module: Path) -> None:
    check_every_page(visitor, module)
