"""The directory in a real browser: Sue adds something near, Alice looks for it at night."""

import pytest

from tests.browser.visitor import Visitor
from tests.builders.directory import make_resource
from tests.people import Cast

pytestmark = pytest.mark.browser


def _sue_adds_a_group(visitor: Visitor) -> None:
    visitor.sign_in("sue@example.org")
    visitor.open("/staff/directory")
    visitor.look("local-help-list")
    visitor.press("Add a service")
    visitor.press("Save")
    visitor.look("local-help-slip")
    visitor.fill("Name", "Thursday group")
    visitor.fill("What it does, and for whom", "Families meet over tea. You need not say anything.")
    visitor.fill("Telephone number", "01234 567890")
    visitor.page.get_by_label("Help for carers", exact=True).check()
    visitor.fill("When it is open", "Thursdays, 7pm to 9pm")
    visitor.press("Save")
    visitor.look("local-help-added")
    visitor.page.get_by_role("link", name="Remove Thursday group").click()
    visitor.look("local-help-remove")
    visitor.press("Sign out")


def test_what_sue_adds_alice_finds(cast: Cast, visitor: Visitor) -> None:
    make_resource(cast.sue, "Riverside Carers' Centre", checked_days_ago=120, website="https://www.example.org")
    _sue_adds_a_group(visitor)
    visitor.sign_in("alice@example.org")
    visitor.open("/directory")
    visitor.look("directory")
    visitor.fill("What are you looking for?", "thursday")
    visitor.press("Show")
    assert "q=thursday" in visitor.page.url
    visitor.look("directory-found")
    visitor.page.get_by_label("Where you live").select_option("wales")
    visitor.fill("What are you looking for?", "xyzzy")
    visitor.press("Show")
    visitor.look("directory-nothing")
