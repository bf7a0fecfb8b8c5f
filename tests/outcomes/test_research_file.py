"""The file for researchers: complete, explained, and without anything that leads to a person."""

import csv
from collections.abc import Callable, Iterator
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

from sqlalchemy import update

from app.accounts.models import Person
from app.core import clock
from app.core.db import Platform, unit_of_work
from app.invitations.models import Invitation
from app.invitations.rules import RELATIONSHIPS, State
from app.outcomes.models import CheckIn
from app.outcomes.rules import TimePoint
from tests.builders import canaries
from tests.builders import research as build
from tests.builders.accounts import make_test_account
from tests.builders.invitations import make_invitation
from tests.builders.research import K10
from tests.page import Browser
from tests.people import Cast

Browsers = Callable[[Person], Browser]
Rows = list[dict[str, str]]
HOME = "/staff/research"
NAMES = {"read-me.txt", "check-ins.csv", "items.csv", "scales.csv", "codebook.csv", "withdrawn.csv"}


def _texts(browser: Browser) -> dict[str, str]:
    answer = browser.client.get(f"{HOME}/export.zip")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    with ZipFile(BytesIO(answer.content)) as pack:
        assert {each.date_time[0] for each in pack.infolist()} == {1980}
        return {name: pack.read(name).decode() for name in pack.namelist()}


def _rows(text: str) -> Rows:
    return list(csv.DictReader(StringIO(text)))


def _of(rows: Rows, pseudonym: str) -> Rows:
    return [each for each in rows if each["pseudonym"] == pseudonym]


def test_of_fewer_than_five_people_there_is_no_file(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)
    build.make_participants(cast.early_help, study, 4)
    build.agree(cast.alice, study)  # who has answered nothing

    page = browser_as(cast.tess).visit(f"{HOME}/export.zip")

    assert page.status == 409
    assert "A file is made when 5 or more" in page.text
    assert build.entries("report.exported") == []


def test_without_a_study_there_is_no_file(cast: Cast, browser_as: Browsers) -> None:
    tess = browser_as(cast.tess)

    assert tess.visit(f"{HOME}/export.zip").status == tess.visit(f"{HOME}/withdrawn.csv").status == 404


def test_each_check_in_has_a_line_and_each_answer_its_own(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)
    build.make_participants(cast.early_help, study, 4)
    mary = build.make_relative("Mary", cast.early_help)
    pseudonym = build.agree(mary, study)
    build.finish(mary, point="start")
    build.finish(mary, {"nervous": 5}, week=12, point="week_12")

    texts = _texts(browser_as(cast.tess))

    assert set(texts) == NAMES
    first, second = _of(_rows(texts["check-ins.csv"]), pseudonym)
    facts = {"instrument": "k10", "version": "1", "language": "en", "relationship": ""}
    assert first == facts | {
        "pseudonym": pseudonym,
        "check_in": "1",
        "time_point": "start",
        "week": "0",
        "answered": "10",
        "skipped": "0",
        "total": "30",
    }
    assert (second["time_point"], second["week"], second["skipped"], second["total"]) == ("week_12", "12", "9", "")
    items = _of(_rows(texts["items.csv"]), pseudonym)
    assert {each["item"]: each["value"] for each in items if each["check_in"] == "1"} == dict.fromkeys(K10, "3")
    assert [each["value"] for each in items if each["check_in"] == "2"] == ["5"]
    [entry] = build.entries("report.exported")
    assert entry.details == {"report": "research", "rows": 6}


def test_parts_have_their_own_scores_and_licensed_words_stay_here(cast: Cast, browser_as: Browsers) -> None:
    people = build.make_participants(cast.early_help, build.open_study(cast.tess), 5)
    build.finish(people[0], {f"g{number}": 1 for number in range(1, 29)}, instrument="ghq-28", week=1)

    texts = _texts(browser_as(cast.tess))

    assert {"somatic": "7", "depression": "7"}.items() <= {
        each["scale"]: each["score"] for each in _rows(texts["scales.csv"])
    }.items()
    book = {(each["instrument"], each["name"]): each for each in _rows(texts["codebook.csv"])}
    assert book["ghq-28", "g1"]["means"] == "Question 1"
    assert "nervous?" in book["k10", "nervous"]["means"]
    assert "5 All of the time" in book["k10", "nervous"]["values"]


def test_every_column_is_explained(cast: Cast, browser_as: Browsers) -> None:
    build.make_participants(cast.early_help, build.open_study(cast.tess), 5)

    texts = _texts(browser_as(cast.tess))

    explained = {(each["file"], each["column"]) for each in _rows(texts["codebook.csv"])}
    for name in NAMES - {"read-me.txt", "codebook.csv"}:
        for column in texts[name].splitlines()[0].split(","):
            assert (name, column) in explained


def test_questions_that_have_changed_since_have_no_score(cast: Cast, browser_as: Browsers) -> None:
    people = build.make_participants(cast.early_help, build.open_study(cast.tess), 5)
    build.finish(people[0], {"an-old-question": 1}, instrument="long-gone", week=1)

    rows = _rows(_texts(browser_as(cast.tess))["check-ins.csv"])

    [old] = [each for each in rows if each["instrument"] == "long-gone"]
    assert (old["answered"], old["skipped"], old["total"]) == ("1", "", "")


def test_of_whoever_stopped_the_next_file_holds_only_that_they_did(cast: Cast, browser_as: Browsers) -> None:
    study, tess = build.open_study(cast.tess), browser_as(cast.tess)
    build.make_participants(cast.early_help, study, 5)
    mary = build.make_relative("Mary", cast.early_help)
    pseudonym = build.agree(mary, study)
    build.finish(mary)
    assert pseudonym in _texts(tess)["items.csv"]

    build.withdraw(mary)

    texts = _texts(tess)
    assert {name for name, text in texts.items() if pseudonym in text} == {"withdrawn.csv"}
    listed = tess.client.get(f"{HOME}/withdrawn.csv").text
    assert listed == texts["withdrawn.csv"] == f"pseudonym\n{pseudonym}\n"


def test_who_has_not_agreed_to_the_new_words_is_not_in_the_new_file(cast: Cast, browser_as: Browsers) -> None:
    first = build.open_study(cast.tess)
    people = build.make_participants(cast.early_help, first, 6)
    second = build.word_anew(cast.tess, first, title="Other words")
    new = {build.agree(each, second) for each in people[:5]}

    rows = _rows(_texts(browser_as(cast.tess))["check-ins.csv"])

    assert {each["pseudonym"] for each in rows} == new


def test_what_is_answered_after_the_study_is_closed_stays_here(cast: Cast, browser_as: Browsers) -> None:
    study = build.open_study(cast.tess)
    people = build.make_participants(cast.early_help, study, 5)
    build.finish(people[0], week=31)  # a week from now

    build.close_study(cast.tess, study)

    assert "31" not in {each["week"] for each in _rows(_texts(browser_as(cast.tess))["check-ins.csv"])}


def test_neither_other_relatives_nor_test_accounts_nor_unfinished_ones_are_in_it(
    cast: Cast, browser_as: Browsers
) -> None:
    study = build.open_study(cast.tess)
    people = build.make_participants(cast.early_help, study, 6)
    build.finish(cast.ben)  # who does not take part
    make_test_account(people[0])
    with unit_of_work(Platform.COMMAND_LINE) as session:
        begun = build.finish(people[1], instrument="phq-9", answers={})
        session.execute(update(CheckIn).where(CheckIn.id == begun).values(finished_at=None))

    rows = _rows(_texts(browser_as(cast.tess))["check-ins.csv"])

    assert len({each["pseudonym"] for each in rows}) == len(rows) == 5
    assert {each["instrument"] for each in rows} == {"k10"}


def test_a_relationship_is_said_when_five_share_it(cast: Cast, browser_as: Browsers) -> None:
    people = build.make_participants(cast.early_help, build.open_study(cast.tess), 10)
    for each, relationship in zip(people, [*["parent"] * 5, *["partner"] * 4, "sibling"], strict=True):
        _said(cast, each, relationship)

    rows = _rows(_texts(browser_as(cast.tess))["check-ins.csv"])

    assert sorted(each["relationship"] for each in rows) == ["", "", "", "", "", *["parent"] * 5]


def _said(cast: Cast, person: Person, relationship: str) -> Invitation:
    given: dict[str, Any] = {"email": person.email, "state": State.ACCEPTED, "joined_as": person}
    made = make_invitation(cast.cora, cast.early_help, **given)
    with unit_of_work(Platform.COMMAND_LINE) as session:
        session.execute(update(Invitation).where(Invitation.id == made.id).values(relationship=relationship))
    return made


def test_nothing_that_leads_to_a_person_is_in_it_wherever_it_was_planted(cast: Cast, browser_as: Browsers) -> None:
    planted = canaries.plant(cast)  # who takes part
    [study] = {each.study_id for each in build.consents()}
    people = build.make_participants(cast.early_help, study, 5)
    check_in = build.finish(planted.quillon, week=1)

    texts = "\n".join(_texts(browser_as(cast.tess)).values())

    # The pseudonym and the names of questions are what a file is made of.
    secret = set(canaries.SECRET) - {"QUARTZBELLS", "better-off-dead"}
    words = [*canaries.OWN, *canaries.NOTES, *secret, "Quillon", "quillon", "Person0", "@", "Early Help"]
    assert "QUARTZBELLS" in texts
    ids = [planted.quillon.id, check_in, study, cast.riverside.id, cast.early_help.id, *(each.id for each in people)]
    ids += [each.id for each in build.consents()]
    days = [clock.now(), planted.quillon.created_at, *(each.created_at for each in people)]
    dates = [f"{day:{form}}" for day in days for form in ("%Y-%m-%d", "%d/%m/%Y", "%-d %B", "%H:%M:%S")]
    assert [each for each in (*words, *map(str, ids), *(each.hex for each in ids), *dates) if each in texts] == []


def test_every_cell_about_a_person_is_of_a_kind_that_is_allowed(cast: Cast, browser_as: Browsers) -> None:
    people = build.make_participants(cast.early_help, build.open_study(cast.tess), 5)
    for each in people:
        _said(cast, each, "parent")
    build.finish(people[0], {f"g{number}": 3 for number in range(1, 29)}, instrument="ghq-28", week=1)
    texts = _texts(browser_as(cast.tess))

    known = {each.pseudonym for each in build.consents()} | {"k10", "ghq-28", "en", ""} | set(K10)
    known |= {f"g{number}" for number in range(1, 29)} | set(TimePoint) | set(RELATIONSHIPS)
    known |= {"somatic", "anxiety", "social", "depression", "binary"}
    for name in ("check-ins.csv", "items.csv", "scales.csv"):
        assert [cell for cell in _cells(texts[name]) if cell not in known and not cell.replace(".", "").isdigit()] == []


def _cells(text: str) -> Iterator[str]:
    for row in _rows(text):
        yield from row.values()


def test_the_order_says_nothing_of_who_came_first(cast: Cast, browser_as: Browsers) -> None:
    build.make_participants(cast.early_help, build.open_study(cast.tess), 8)

    rows = _rows(_texts(browser_as(cast.tess))["check-ins.csv"])

    assert [each["pseudonym"] for each in rows] == sorted(each["pseudonym"] for each in rows)
