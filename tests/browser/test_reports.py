"""The figures in a real browser: the overview, the page for the board on one sheet, the files, and every kind of picture."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from app.accounts.roles import Role
from app.core import clock
from app.invitations.rules import State
from tests.browser.visitor import Visitor
from tests.builders.accounts import make_person
from tests.builders.carers import make_carer
from tests.builders.invitations import make_invitation
from tests.builders.trusts import make_team, make_trust
from tests.builders.use import make_all_use, make_reading, make_relatives
from tests.builders.workload import make_costs
from tests.people import Cast

pytestmark = pytest.mark.browser

HERE = "/staff/reports"
LONG_NAME = "Northumbria, Tyne and Wear, and North Cumbria Partnership for Mental Health and Learning Disability"


def test_tess_reads_the_overview_goes_on_and_prints_the_page_for_the_board(visitor: Visitor, cast: Cast) -> None:
    _much_happened(cast)
    visitor.sign_in("tess@example.org")
    visitor.open(HERE)
    visitor.sees("people invited now have an account")
    visitor.look("reports-overview")
    visitor.check_paper()
    visitor.follow("One page for the board")
    visitor.sees("What these numbers do not say")
    visitor.look("reports-board")
    visitor.check_paper()
    _is_one_sheet(visitor.page)


def test_the_page_for_the_board_is_one_sheet_for_a_trust_with_a_long_name_too(visitor: Visitor, cast: Cast) -> None:
    trust = make_trust(LONG_NAME)
    team = make_team(trust, LONG_NAME)
    lena = make_person("Lena", Role.TRUST_LEAD, trust=trust)
    make_costs(lena)
    make_relatives(team, 12)
    cleo = make_person("Cleo", Role.CLINICIAN, team=team)
    make_carer(cleo, team)
    for number in range(12):
        make_invitation(cleo, team, email=f"{number}@example.org")
    visitor.sign_in("lena@example.org")
    visitor.open(f"{HERE}/board")
    visitor.look("reports-board-long")
    _is_one_sheet(visitor.page)


def test_the_page_of_a_trust_where_nothing_has_happened_is_kind_too(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    for name in ("", "/board"):
        visitor.open(HERE + name)
        visitor.look(f"reports-nothing{name.replace('/', '-')}")


def test_tess_finds_every_file_and_what_its_columns_mean(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("tess@example.org")
    visitor.open(f"{HERE}/files")
    visitor.look("reports-files")
    visitor.page.locator("summary").first.click()
    visitor.sees("clinician_accounts")
    visitor.check_paper()


def test_a_picture_gives_way_to_its_table_where_it_would_be_too_small(visitor: Visitor, cast: Cast) -> None:
    _much_happened(cast)
    visitor.sign_in("tess@example.org")
    visitor.open(f"{HERE}/use")
    visitor.look("reports-use")
    picture = visitor.page.locator(".picture--wide").first
    is_wide = visitor.width > 320
    expect(picture.locator("svg.drawing")).to_be_visible(visible=is_wide)
    expect(picture.locator("table")).to_be_visible(visible=not is_wide)


def test_pictures_keep_their_shapes_in_colours_that_somebody_chose(visitor: Visitor, cast: Cast) -> None:
    _much_happened(cast)
    visitor.page.emulate_media(forced_colors="active")
    visitor.sign_in("tess@example.org")
    for name in ("", "/use"):
        visitor.open(HERE + name)
        visitor.look(f"reports-forced-colours{name.replace('/', '-')}")


def _much_happened(cast: Cast) -> None:
    """Two dozen relatives over twelve weeks, most of them invited, some of them often here."""
    today = clock.london_day(clock.now())
    people = make_relatives(cast.early_help, 24)
    for number, person in enumerate(people):
        make_invitation(
            cast.cora,
            cast.early_help,
            email=person.email,
            state=State.ACCEPTED,
            joined_as=person,
            days_old=100 - number,
        )
    for number in range(14):
        make_invitation(
            cast.cora, cast.early_help, email=f"{number}@example.org", state=State.SENT, sent_at=clock.now()
        )
    make_all_use(
        (person, today - timedelta(days=3 + 5 * visit + number % 4), {"visits": 1 + number % 3, "modules": 1})
        for number, person in enumerate(people[:18])
        for visit in range(1 + number % 9)
    )
    for person in people[:12]:
        make_reading(person, today - timedelta(days=9), "what-is-psychosis")


def _is_one_sheet(page: Page) -> None:
    page.emulate_media(media="print")
    paper = page.pdf(format="A4", print_background=True)
    page.emulate_media(media="screen")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
