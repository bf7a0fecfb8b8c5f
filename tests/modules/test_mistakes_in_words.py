"""Mistakes in the main points, in sums, in words explained and in the places for the reader's own words."""

from pathlib import Path

import pytest

from app.modules.content import check
from tests.builders.content import TODAY, make_content

PAGE = "en/01-first-steps/10-what-now.md"
PLAN = "en/01-first-steps/20-my-plan.md"
MODULE = "en/01-first-steps/module.yaml"


def problems(folder: Path) -> list[str]:
    return [str(problem).removeprefix("content/") for problem in check.problems(folder, today=TODAY)]


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (MODULE, "  - Sleep when you can.\n", "", ':9: "in_short" needs at least 5.'),
        (MODULE, "  - Sit down first.\n", "  - Sit.\n" * 6, ':9: "in_short" may have 9 at most.'),
        (MODULE, "  - Sit down first.", '  - ""', ':10: "in_short" is empty.'),
        (MODULE, "{{samaritans.number}}", "116 123", ":12: The number 116 123 is typed."),
        (MODULE, "{{samaritans.number}}", "{{nobody.number}}", ":12: {{nobody.number}} is not in directory.yaml."),
        (PAGE, "She waited.", "She paid £40.", ":39: A sum is never typed: it comes from figures.yaml"),
        (PAGE, "She waited.", "Get {{allowance.sum}}.", ":39: {{allowance.sum}} is not in directory.yaml."),
        ("figures.yaml", "allowance:", "Allowance:", ':1: "id" must be made of small letters, digits and hyphens.'),
        ("figures.yaml", "allowance:", "samaritans:", ':1: "samaritans" is a name in directory.yaml already'),
        ("figures.yaml", "nations: [england, wales]", "nations: []", ':4: "nations" needs at least 1.'),
        ("figures.yaml", "https://www.gov.uk", "http://www.gov.uk", ":5: Enter a web address that begins with https"),
        ("figures.yaml", "2028-04-05", "soon", ':8: "expires" must be a date such as 2026-11-22.'),
        ("figures.yaml", "  amount:", "  sum:", ':3: "sum" is not known here.'),
        ("jargon.yaml", "cpn:", "CPN:", ':5: "id" must be made of small letters, digits and hyphens.'),
        ("jargon.yaml", "  plain: Being able to decide.\n", "", ':13: "plain" is missing.'),
        ("jargon.yaml", "  link: false", "  links: false", ':16: "links" is not known here.'),
        ("jargon.yaml", "  link: false", "  link: never", ':16: "link" must be true or false.'),
        ("jargon.yaml", "word: capacity", "word: Nurse", ':13: "nurse" stands under "nurse" and under "capacity".'),
        ("jargon.yaml", "Being able", "<b>Being</b> able", ":15: HTML is not allowed here: <b>"),
        (
            PAGE,
            ":::reflect\ntext: What would you keep?",
            ":::yours hopes",
            ":42: After yours comes one of early-signs,",
        ),
        (PAGE, ":::reflect\ntext", ":::yours triggers\ntext", ":42: The block yours holds nothing"),
        (PLAN, "yours: contacts", "yours: hopes", ":45: \"yours\" must be 'early-signs', 'triggers'"),
        (PAGE, "She waited.", "{{PERSON}} waited.", ":39: {{PERSON}} is not in directory.yaml."),
        (PAGE, "(/modules/first-steps/my-plan)", "(/words#gone)", ":9: The link /words#gone leads to no page of ours."),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    folder = make_content(tmp_path)
    text = (folder / name).read_text()
    assert text.count(old) == 1
    (folder / name).write_text(text.replace(old, new))

    found = problems(folder)

    assert any(each.startswith(name + problem) for each in found), found


def test_a_page_cannot_take_the_address_of_the_main_points(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    (folder / "en/01-first-steps/30-in-short.md").write_text("")

    assert any('A page cannot be called "in-short"' in each for each in problems(folder))
