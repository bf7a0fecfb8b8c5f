"""The six trusts of the IMPART study: the page, the file and the command print exactly what was published."""

import csv
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from app.demo import impart, load
from app.invitations.models import Invitation
from app.reports import command_line
from app.reports.uptake.reference import IMPART
from tests.page import Browser
from tests.people import Cast

PUBLISHED = Path(__file__).parents[1] / "data" / "impart_table3.csv"


def published() -> list[dict[str, str]]:
    with PUBLISHED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    command_line.uptake(as_csv=True)
    return list(csv.DictReader(capsys.readouterr().out.splitlines()))


def test_the_program_has_the_same_table_as_the_tests() -> None:
    assert impart.TABLE.read_bytes() == PUBLISHED.read_bytes()


def test_the_command_prints_exactly_the_published_table(database: None, capsys: pytest.CaptureFixture[str]) -> None:
    load.impart_trusts()
    rows = printed(capsys)
    assert [{name: row[name] for name in published()[0]} for row in rows[:-1]] == published()
    assert len(rows) == 7


def test_the_command_prints_the_published_total_and_rates(database: None, capsys: pytest.CaptureFixture[str]) -> None:
    load.impart_trusts()
    rows = printed(capsys)
    assert list(rows[-1].values())[:9] == ["All trusts", "281", "57", "355", "310", "159", "3", "1", "45"]
    assert [
        rows[-1][name] for name in ("repeat_invitations", "clinicians_who_invited_percent", "activation_percent")
    ] == [
        "45",
        "20.3",
        "51.3",
    ]
    assert {row["trust"]: row["clinicians_who_invited_percent"] for row in rows}["W1-b"] == "32.4"
    assert sorted(float(row["activation_percent"]) for row in rows[:-1])[:: len(rows) - 2] == [24.1, 68.0]


def test_the_page_shows_the_same(cast: Cast, browser_as: Callable[[Person], Browser]) -> None:
    make_all_practice(cast)
    load.impart_trusts()
    page = browser_as(cast.ada).visit("/staff/reports/uptake")
    for words in (
        "159 of 310 people invited now have an account (51.3%).",
        "57 of 281 clinicians have invited somebody (20.3%).",
        "355 invitations went to 310 people. 45 of them went to somebody who had been invited before.",
    ):
        assert words in page.text
    cells = [["".join(cell.itertext()) for cell in row] for row in page.tree.iter("{http://www.w3.org/1999/xhtml}tr")]
    found = [cell for row in cells if "W1-b" in row[0] for cell in row]
    for words in ("12 of 37 (32.4%)", "47", "40", "7", "24 of 40 (60.0%)", "range 1 to 9"):
        assert any(words in cell for cell in found), words


def make_all_practice(cast: Cast) -> None:
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for trust in (cast.riverside, cast.hillside):
            session.merge(trust).is_demo = True


def test_the_file_is_what_the_command_prints(
    cast: Cast, browser_as: Callable[[Person], Browser], capsys: pytest.CaptureFixture[str]
) -> None:
    make_all_practice(cast)
    load.impart_trusts()
    command_line.uptake(as_csv=True)
    assert browser_as(cast.ada).client.get("/staff/reports/uptake.csv").text == capsys.readouterr().out


def test_the_readable_table_has_the_rates(database: None, capsys: pytest.CaptureFixture[str]) -> None:
    load.impart_trusts()
    command_line.uptake(as_csv=False)
    text = capsys.readouterr().out
    for words in ("57 of 281", "(20.3%)", "(51.3%)", "(32.4%)"):
        assert words in text


def test_the_reference_on_the_page_is_what_the_rows_of_the_table_add_up_to() -> None:
    lines = impart.published()
    assert (IMPART.clinicians, IMPART.clinicians_who_invited) == (
        sum(line.clinicians for line in lines),
        sum(line.inviters for line in lines),
    )
    assert (IMPART.invites, IMPART.relatives, IMPART.accounts) == (
        sum(line.invites for line in lines),
        sum(line.relatives for line in lines),
        sum(line.accounts for line in lines),
    )


def test_it_is_made_of_real_rows_with_each_repeat_after_an_earlier_one_to_the_same_address(database: None) -> None:
    load.impart_trusts()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        rows = {row.id: row for row in session.scalars(select(Invitation))}
        people = session.scalar(select(func.count()).select_from(Person))
        per_inviter = session.scalars(
            select(func.count()).select_from(Invitation).group_by(Invitation.inviter_id)
        ).all()
    repeats = [(row, rows[row.repeats_id]) for row in rows.values() if row.repeats_id]
    assert (people, len(rows), len(repeats)) == (440, 355, 45)
    assert all(later.email == first.email and later.created_at > first.created_at for later, first in repeats)
    assert (len(per_inviter), median(per_inviter), min(per_inviter), max(per_inviter)) == (57, 3, 1, 45)


def test_nobody_can_sign_in_to_these_accounts(database: None) -> None:
    load.impart_trusts()
    with unit_of_work(Platform.COMMAND_LINE) as session:
        assert set(session.scalars(select(Person.password_hash))) == {"!"}


def test_a_second_load_says_that_they_are_there_and_adds_nothing(
    database: None, capsys: pytest.CaptureFixture[str]
) -> None:
    load.impart_trusts()
    before = printed(capsys)
    assert load.impart_trusts() == "The trusts of the IMPART study are there already."
    assert printed(capsys) == before
