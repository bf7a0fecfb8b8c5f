"""Every other page of every module on a phone; test_content_wide has the others. So each page is seen once."""

from pathlib import Path

import pytest

from tests.browser.content import MODULES, NAMES, check_half
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
    check_half(visitor, module, first=0)
