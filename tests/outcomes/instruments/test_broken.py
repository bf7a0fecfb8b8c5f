"""A broken questionnaire is told with its file, its line and a plain sentence, and stops the start."""

import shutil
from pathlib import Path

import pytest

from app.core.config import PROJECT
from app.core.errors import ContentError
from app.outcomes import check
from app.outcomes.instruments import load
from app.outcomes.instruments.loading import FOLDER

REAL = PROJECT / "modules_content"
TABLE = '  - {id: worthless, text: "… worthless?"}\n'
# File, what stands there, what somebody wrote instead, the line of it, and what they are told.
BROKEN = [
    ("k10", "short: K10\n", "", 1, '"short" is missing.'),
    ("k10", "minutes: 3", "minutes: three", 5, '"minutes" must be a whole number.'),
    ("k10", "minutes: 3", "seconds: 3", 5, '"seconds" is not known here.'),
    ("k10", "name: k10", "name: k11", 1, '"k11" is not the name of its file: k10.yaml.'),
    ("k10", "language: en", "language: English", 7, '"language" must be made of small letters'),
    ("k10", "is_open: true", "is_open: perhaps", 13, '"is_open" must be true or false.'),
    ("k10", "higher_is: worse", "higher_is: bad", 15, "\"higher_is\" must be 'worse' or 'better'."),
    (
        "k10",
        "{value: 4, text: Most of the time}",
        "{value: many, text: Most of the time}",
        19,
        '"value" must be a whole',
    ),
    (
        "k10",
        "{value: 4, text: Most of the time}",
        "{value: 5, text: Most}",
        24,
        "Question 1: two of its answers count 5.",
    ),
    ("k10", "{value: 4, text: Most of the time}", "{value: 4}", 24, "Question 1: an answer has no words"),
    ("k10", "{id: nervous,", "{id: hopeless,", 27, 'The question "hopeless" stands here twice.'),
    (
        "k10",
        '{id: nervous, text: "… nervous?"}',
        "nervous",
        25,
        "Question 2 has no words, and this questionnaire is open.",
    ),
    ("k10", TABLE, "", 33, "The answers come to 9 to 45, not 10 to 50."),
    ("k10", "  highest: 50", "  highest: 40", 34, "The answers come to 10 to 50, not 10 to 40."),
    ("k10", "  lowest: 10", "  lowest: 50", 34, '"lowest" must be less than "highest".'),
    ("k10", "up_to: 21", "up_to: 14", 43, "The bands must rise: 14 comes after 15."),
    ("k10", "up_to: 50", "up_to: 45", 53, "The last band must end at 50, not at 45."),
    ("k10", "bands_source:", "#bands_source:", 40, 'Say in "bands_source" who published these bands.'),
    ("k10", "is_open: true", "is_open: true\nis_activity: true", 41, "What has no better or worse has no bands."),
    ("k10", "/ten-minutes}", "/ten-hours}", 46, "There is no page /modules/looking-after-yourself-doing/ten-hours."),
    ("k10", "short: K10", 'short: "K10', 16, "This cannot be read as YAML"),
    ("phq-9", "item: better-off-dead\n    values: [1]", "item: dead\n    values: [1]", 78, '"dead" is no question'),
    ("phq-9", "values: [1]", "values: [4]", 79, '"better-off-dead" has no answer that counts 4.'),
    ("phq-9", "urgency: look_today", "urgency: high", 80, "\"urgency\" must be 'look_today' or 'look_now'."),
    ("phq-9", "items: [interest, down,", "items: [interest, interest,", 46, '"interest" would be counted twice.'),
    ("brief-cope", "[i1, i19]", "[i1, i29]", 58, '"i29" is no question of this questionnaire.'),
    ("brief-cope", "name: denial", "name: humour", 69, 'The part "humour" stands here twice.'),
    ("brief-cope", "next:\n", "change: {points: 3, source: us}\nnext:\n", 72, "There is no total for this."),
    ("swemwbs", "    35: 35.00\n", "", 21, "The table must go from 7 to 35, each once and in order."),
    ("swemwbs", "    20: 18.59", "    20: 17.59", 21, "The numbers of the table must rise."),
    ("swemwbs", "is_open: false", "is_open: false\nis_on: true", 14, 'This is a slot: it cannot have "is_on"'),
    ("ghq-28", "g28]\ntotal", "{id: g28, text: The words of it}]\ntotal", 15, "This is a slot: words under licence"),
    ("ghq-28", "{0: 0, 1: 0, 2: 1, 3: 1}", "{0: 0, 1: 0, 2: 1}", 30, "It is not said what the answer 3 counts."),
    ("core-10", "most: 1", "most: 10", 31, "At least one question must be answered for a number."),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(REAL / FOLDER, tmp_path / "content" / FOLDER)
    return tmp_path / "content"


def told(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as wrong:
        load(folder, title_of=lambda href: None if href.endswith("hours") else "A page")
    return wrong.value.sentence.splitlines()


@pytest.mark.parametrize(("name", "old", "new", "line", "sentence"), BROKEN)
def test_a_mistake_is_told_with_its_line(folder: Path, name: str, old: str, new: str, line: int, sentence: str) -> None:
    file = folder / FOLDER / f"{name}.yaml"
    words = file.read_text(encoding="utf-8")
    assert words.count(old) == 1
    file.write_text(words.replace(old, new), encoding="utf-8")

    assert any(each.startswith(f"content/{FOLDER}/{name}.yaml:{line}: {sentence}") for each in told(folder)), told(
        folder
    )


def test_a_mistake_in_the_answers_for_all_is_told_once(folder: Path) -> None:
    file = folder / FOLDER / "k10.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("{value: 4,", "{value: many,"), encoding="utf-8")

    assert len(told(folder)) == 1


def test_one_that_is_not_utf_8_is_told(folder: Path) -> None:
    (folder / FOLDER / "k10.yaml").write_bytes(b"\xff\xfe")

    assert told(folder) == [f"content/{FOLDER}/k10.yaml:1: This file is not saved as UTF-8."]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert told(tmp_path) == [f"{tmp_path.name}/{FOLDER}:1: There is no questionnaire here."]


def test_the_command_says_what_to_mend(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / FOLDER / "k10.yaml").write_text("name: k10\n", encoding="utf-8")

    assert check.run(folder) == 1
    assert "to mend in the questionnaires." in capsys.readouterr().out
