"""Every fourth page of every module on a phone, and all of them with EVERY_WIDTH=1, which takes three minutes more."""

from pathlib import Path

import pytest

from tests.browser.content import MODULES, NAMES, check_some
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
    check_some(visitor, module, first=0)
