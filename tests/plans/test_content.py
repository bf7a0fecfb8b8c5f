"""The plans' files: a mistake is told with its file, its line and a plain sentence, and stops the start."""

import shutil
from pathlib import Path

import pytest

from app.core.errors import ContentError
from app.modules.content import links, reading_age
from app.modules.content.check import OLDEST_READER
from app.plans import check, content
from tests.builders.plans import CONTENT, load, real

SIGNS, LOOP, LETTER, CRISIS = "early-signs.yaml", "loop.yaml", "carers-assessment.yaml", "crisis.yaml"
EXAMPLE = "    example: Phone off. Toast instead of dinner. Awake at four.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT / content.FOLDER, tmp_path / "content" / content.FOLDER)
    return tmp_path / "content"


def problems(folder: Path) -> str:
    with pytest.raises(ContentError) as wrong:
        load(folder)
    return wrong.value.sentence


def test_the_seven_plans_are_there_in_their_order() -> None:
    assert list(real()) == [
        "early-signs",
        "crisis",
        "problem-solving",
        "pleasant-activities",
        "loop",
        "questions-for-the-team",
        "carers-assessment",
    ]


def test_pages_of_modules_may_link_to_every_plan_and_to_none_that_is_not_there() -> None:
    assert {href for href in links.SITE if href.startswith("/plans/")} == {plan.href for plan in real().values()}


def test_a_plan_is_read_with_ease_by_a_twelve_year_old() -> None:
    for plan in real().values():
        said = [words for step in plan.steps for words in (step.title, *step.text, step.example or "")]

        assert reading_age.measure([*plan.text, plan.summary, plan.done, *said]).age <= OLDEST_READER, plan.name


def test_every_step_but_a_choice_has_an_example() -> None:
    without = [f"{plan.name}/{step.name}" for plan in real().values() for step in plan.steps if not step.example]

    assert without == ["loop/link", "carers-assessment/nation"]


def test_only_the_nations_acts_are_named_and_each_in_its_own_sentence() -> None:
    letter = real()["carers-assessment"].letter

    assert letter
    assert "section 10 of the Care Act 2014" in letter.law["england"]
    assert "Carers (Scotland) Act 2016" in letter.law["scotland"]
    assert "Social Services and Well-being (Wales) Act 2014" in letter.law["wales"]
    assert "Act" not in letter.law["northern-ireland"]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (SIGNS, "title: Early-signs plan\n", "", ':1: "title" is missing.'),
        (SIGNS, "minutes: 20", "minutes: 90", '"minutes" must be 60 or less.'),
        (SIGNS, "minutes: 20", "minutes: soon", '"minutes" must be a whole number.'),
        (SIGNS, "crisis: true", "krisis: true", '"krisis" is not known here.'),
        (SIGNS, "summary: The first", "summary: [\nThe first", "This cannot be read as YAML"),
        (SIGNS, "name: going-up", "name: Going up", '"name" must be made of small letters, digits and hyphens.'),
        (SIGNS, "name: up-agreed", "name: going-up", 'Two steps are named "going-up"'),
        (SIGNS, "{id: down, label", "{id: up, label", 'Two fields are named "up"'),
        (SIGNS, "column: left}\n  - name: up-agreed", "column: up}\n  - name: up-agreed", '"column" must be'),
        (SIGNS, "yours: contacts", "yours: hopes", "\"yours\" must be 'early-signs'"),
        (SIGNS, EXAMPLE, "    example: Ring 0161 496 0000.\n", 'The number "0161 496 0000" is typed.'),
        (SIGNS, EXAMPLE, "    example: Ring 111.\n", 'The number "111" is typed.'),
        (SIGNS, EXAMPLE, "    example: It costs £ 5.\n", "A sum is never typed into a plan"),
        (SIGNS, EXAMPLE, "    example: Ask {{name}}.\n", "{{name}} is not known in a plan"),
        (
            SIGNS,
            'label: "Only a good',
            'label: "Only {{person}} a good',
            "No name stands in a title, a label or a letter",
        ),
        (SIGNS, EXAMPLE, '    example: ""\n', '"example" is empty.'),
        (SIGNS, EXAMPLE, EXAMPLE * 2, '"example" stands here twice.'),
        (SIGNS, "tested: tested}", "tasted: tested}", 'There is no box "tasted" in this plan.'),
        (
            SIGNS,
            "tested: tested}",
            "tested: tasted}",
            '"managing-ups-and-downs/our-early-signs-plan" has no box "tasted".',
        ),
        (SIGNS, "downs/our-early-signs-plan", "downs/no-plan", "No module has a plan or a box to write in under"),
        (SIGNS, "downs/our-plan\n", "downs/no-page\n", "leads to no page of a module."),
        (SIGNS, "/modules/managing", "managing", '"read_more" must be made of small letters'),
        (LOOP, "        kind: choice\n", "", '"link" needs "kind: choice" and two or more "options", or neither.'),
        (LOOP, "{id: effect-on-me, label", "{id: effect, label", 'The drawing of a loop needs a box "effect-on-me".'),
        (LOOP, "drawing: loop", "drawing: line", "\"drawing\" must be 'loop'."),
        (LOOP, "{id: my-feeling, text", "{id: my-sense, text", 'Two options are named "my-sense"'),
        (LETTER, "  nation: nation\n", "  nation: land\n", 'There is no box "land" in this plan.'),
        (LETTER, "{field: wants, heading", "{field: wishes, heading", 'There is no box "wishes" in this plan.'),
        (LETTER, "{id: wales, text: Wales}", "{id: cymru, text: Wales}", "must name the same nations."),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(folder: Path, name: str, old: str, new: str, problem: str) -> None:
    file = folder / content.FOLDER / name
    words = file.read_text()
    assert words.count(old) == 1
    file.write_text(words.replace(old, new))

    told = problems(folder)
    assert f"content/plans/{name}:" in told
    assert problem in told


def test_a_mistake_deep_in_a_plan_is_told_on_its_own_line(folder: Path) -> None:
    file = folder / content.FOLDER / CRISIS
    lines = file.read_text().splitlines()
    number = next(place for place, line in enumerate(lines, 1) if "Whom to ring, in this order" in line)
    lines[number - 1] = lines[number - 1].replace("label:", "lable:")
    file.write_text("\n".join(lines))

    assert f"crisis.yaml:{number}:" in problems(folder)


def test_a_file_in_another_encoding_and_an_empty_folder_are_told(folder: Path) -> None:
    (folder / content.FOLDER / LOOP).write_bytes("café".encode("latin-1"))
    assert "loop.yaml:1: This file is not saved as UTF-8." in problems(folder)

    shutil.rmtree(folder / content.FOLDER)
    assert "There is no plan here" in problems(folder)


def test_content_check_tells_of_the_plans_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check.run(CONTENT) == 0
    assert "Nothing is wrong in the 7 plans" in capsys.readouterr().out

    (folder / content.FOLDER / LOOP).write_text("title: x")
    assert check.run(folder) == 1
    assert "to mend in the plans." in capsys.readouterr().out
