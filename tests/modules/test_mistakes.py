"""Each mistake in a content file is told with its file, its line and a plain sentence."""

from pathlib import Path

import pytest

from app.core.errors import ContentError
from app.modules.content import check
from tests.builders.content import TODAY, library_of, make_content, write

PAGE = "en/01-first-steps/10-what-now.md"
PLAN = "en/01-first-steps/20-my-plan.md"
MODULE = "en/01-first-steps/module.yaml"
HERE = "en/01-first-steps"


def problems(folder: Path) -> list[str]:
    return [str(problem).removeprefix("content/") for problem in check.problems(folder, today=TODAY)]


def change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    (folder / name).write_text(text.replace(old, new))


def test_a_right_folder_has_no_problems(tmp_path: Path) -> None:
    assert problems(make_content(tmp_path)) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        # Front matter and headings
        (PAGE, "title: What now?\n", "", ':2: "title" is missing.'),
        (
            PAGE,
            "title: What now?",
            "title: Help: now",
            ":2: This cannot be read as YAML: mapping values are not allowed",
        ),
        (PAGE, "title: What now?", "title:", ':2: "title" must be words.'),
        (PAGE, "title: What now?", 'title: ""', ':2: "title" is empty.'),
        (PAGE, "summary: The", "sumary: The", ':3: "sumary" is not known here.'),
        (PAGE, "---\ntitle", "title", ":1: A page begins with a line of three hyphens"),
        (PAGE, "## Look", "# Look", ":7: Headings are of level 2 (##) or 3 (###)."),
        (PAGE, "## Look", "### Look", ":7: A heading of level 3 (###) must stand below one of level 2 (##)."),
        (PAGE, "- Sit.", "## Sit", ":13: A block has its own heading"),
        # HTML, numbers and names
        (PAGE, "She waited.", "She <b>waited</b>.", ":39: HTML is not allowed here: <b>"),
        (PAGE, "Nobody did.\n:::\n\n:::ask", "<script>x\n:::\n\n:::ask", ":25: HTML is not allowed here: <script>"),
        (PAGE, "{{samaritans.name}}", "{{nobody.name}}", ":5: {{nobody.name}} is not in directory.yaml."),
        (
            PAGE,
            "{{samaritans.number}}",
            "116 123",
            ":5: The number 116 123 is typed. Write {{samaritans.number}} instead",
        ),
        (PLAN, "label: I will ring", "label: Ring 0161 496 0000", ":45: The number 0161 496 0000 is typed."),
        # Links and pictures
        (PAGE, "first-steps/my-plan)", "first-steps/gone)", ":9: The link /modules/first-steps/gone leads to no page"),
        (PAGE, "first-steps/my-plan)", "first-steps/my-plan#gone)", ":9: The link /modules/first-steps/my-plan#gone"),
        (
            PAGE,
            "(https://example.org/review)",
            "(http://x.org)",
            ':9: The link to "http://x.org" must begin with https',
        ),
        (PAGE, "(https://example.org/review)", "(tel:123)", ":9: A number is never typed"),
        (
            PAGE,
            "Nobody did.\n:::\n\n:::ask",
            "![](files/a.png)\n:::\n\n:::ask",
            ':25: The picture "files/a.png" is not in',
        ),
        (
            PAGE,
            "next page](/modules/first-steps/my-plan)",
            "page](/elsewhere)",
            ":9: The link /elsewhere leads to no page",
        ),
        # Blocks
        (PAGE, ":::care urgent Ring if:", ":::", ":20: These colons close nothing."),
        (
            PAGE,
            ":::important",
            ":::attention",
            ":24: There is no block named attention. There are: activity, ask-your-team",
        ),
        (PAGE, "- Sit.\n:::", "- Sit.", ":11: The block do is not closed"),
        (PAGE, ":::do What helps", ":::do", ":11: The block do needs words for its heading on the same line."),
        (PAGE, "- Sit.", "Sit.\n\nDown.", ":11: The block do must hold one list and nothing else"),
        (PAGE, "care urgent Ring", "care quickly Ring", ":20: After care comes non-urgent, urgent or emergency"),
        (PAGE, ":::evidence family-work", ":::evidence hearsay", ':32: There is no "hearsay" in evidence.yaml.'),
        (
            PAGE,
            ":::evidence family-work",
            ":::evidence family-work\nIt helps.",
            ":32: The block evidence holds nothing",
        ),
        (PAGE, "- he has not slept", "", ":20: The block care is empty."),
        (PAGE, ":::reflect", ":::reflect deeply", ":42: Nothing may stand after reflect on its line."),
        # Data
        (PAGE, "teller: Amira", "tellers: Amira", ':37: "tellers" is not known here.'),
        (
            PAGE,
            "provenance: composite",
            "provenance: heard",
            ":38: \"provenance\" must be 'composite', 'real' or 'actor'.",
        ),
        (PAGE, "text: She waited.", "text: 2026-11-22", ':39: "text" must be words.'),
        (PAGE, "text: She waited.", "text: A [b](c).", ':39: The link to "c" must begin with https://'),
        (PAGE, "kind: checklist", "kind: list", ':47: "kind" must be one of checklist, choice, scale, text, plan.'),
        (PAGE, "text: What would you keep?", "What would you keep?", ":42: This must hold keys and values"),
        (PAGE, "kind: checklist", "kind: [checklist]", ':47: "kind" must be one of'),
        (PAGE, ":::activity noticed", ":::activity", ":46: The block activity needs a name on the same line"),
        (PAGE, ":::activity noticed", ":::activity No_tice", ':46: "name" must be made of small letters, digits and'),
        (PAGE, "  - id: food", "  - id: sleep", ':46: Two options are named "sleep"'),
        (PAGE, "    feedback: Write the hours down.\n", "", ':51: "feedback" is missing.'),
        (PAGE, "        fits: true", "        fits: perhaps", ':67: "fits" must be true or false.'),
        (PAGE, "        fits: true", "        fits: false", ':62: None of the answers to "cause" has "fits: true".'),
        (PLAN, "points: 5", "points: 50", ':16: "points" must be 10 or less.'),
        (PLAN, "{from: 1,", "{from: 2,", ':10: "feedback" must begin at 1 and rise, up to 5 at most.'),
        (PLAN, ":::activity week", ":::activity noticed", ':22: "noticed" is used 2 times in this module'),
        (
            PLAN,
            "prints: plan",
            "prints: planet",
            ':52: "prints" must be module or the name of an activity on this page',
        ),
        (PLAN, "low: Rested", "low: Rested\nlow: Tired", ':15: "low" stands here twice.'),
        # module.yaml
        (MODULE, "minutes: 30", "minutes: long", ':4: "minutes" must be a whole number.'),
        (MODULE, "for: [psychosis, bipolar]", "for: [stress]", ":3: \"for\" must be 'psychosis' or 'bipolar'."),
        (MODULE, "version: 1", "version: 1\nnext: gone", ":6: The link /modules/gone leads to no page of ours."),
        (MODULE, "2027-11-22", "2027-13-45", ":1: This cannot be read as YAML: month must be in 1..12."),
        (MODULE, "2027-11-22", "next year", ':8: "next_review" must be a date such as 2026-11-22.'),
        ("evidence.yaml", "year: 2010", "year: 201", ':8: "year" must be 1900 or more.'),
        (
            MODULE,
            "version: 1",
            "version: 1\nchanges: [{version: 2, changed_on: 2026-12-01, what: W}]",
            ':6: "version" is 1',
        ),
        (MODULE, "version: 1", "version: 2\nchanges: [{version: 2, on: 2026-12-01, what: W}]", ':6: "changed_on" is'),
        (MODULE, "version: 1", "version: 2\nchanges: [{version: 1, changed_on: 2026-12-01}]", ':6: "what" is missing.'),
        ("evidence.yaml", "https://example.org/review", "example.org", ':5: "link" must begin with https://.'),
        (
            "evidence.yaml",
            "link: https://example.org/review",
            "doi: https://doi.org/10.1/x",
            ':5: "doi" must look like',
        ),
        ("evidence.yaml", "year: 2010", "year: 2010\n      doi: 10.1000/x", ':5: Give "link" or "doi", not both.'),
        (
            "evidence.yaml",
            "stance: supporting",
            "stance: proving",
            ":5: \"stance\" must be 'supporting', 'contrasting' or",
        ),
        ("evidence.yaml", "family-work:", "Family work:", ':1: "name" must be made of small letters, digits and'),
        ("evidence.yaml", "year: 2010", "year: [", ":10: This cannot be read as YAML"),
        ("directory.yaml", "samaritans:", "samaritans", ":2: This cannot be read as YAML"),
        (PLAN, "low: Rested", "low: [", ":16: This cannot be read as YAML"),
        ("directory.yaml", 'number: "116 123"', "number: 116123", ':3: "number" must be words. If it is a number'),
        ("directory.yaml", "  checked_on: 2026-11-22\n", "", ":1: Samaritans has a number without the day"),
    ],
)
def test_a_mistake_is_told_where_it_is(tmp_path: Path, name: str, old: str, new: str, problem: str) -> None:
    folder = make_content(tmp_path)
    change(folder, name, old, new)

    found = problems(folder)

    assert any(each.startswith(name + problem) for each in found), found


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        (f"{HERE}/notes.txt", "", "notes.txt:1: This does not belong here."),
        (f"{HERE}/30-print.md", "", '30-print.md:1: A page cannot be called "print"'),
        (f"{HERE}/30-certificate.md", "", '30-certificate.md:1: A page cannot be called "certificate"'),
        ("ids.yaml", "first-steps: 1", 'ids.yaml:1: "this" must have keys and values of its own.'),
        ("ids.yaml", "first-steps:\n  quizzes: [away]\n", 'ids.yaml:1: "activities" is missing.'),
        (f"{HERE}/files/letter.doc", "", "files/letter.doc:1: A file here must end in .mp4"),
        (
            f"{HERE}/20-other.md",
            "---\ntitle: T\nsummary: S\n---\n",
            ':1: The number "20" is used 2 times in this folder',
        ),
        ("en/first/module.yaml", "", "en/first:1: A module's folder is named with two digits and words"),
        (
            "en/02-second/10-page.md",
            "---\ntitle: T\nsummary: S\n---\n",
            "en/02-second/module.yaml:1: This file is missing.",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_told(tmp_path: Path, name: str, text: str, problem: str) -> None:
    folder = make_content(tmp_path)
    write(folder / name, text)

    assert any(problem in each for each in problems(folder)), problems(folder)


def test_a_folder_without_modules_is_told(tmp_path: Path) -> None:
    write(tmp_path / "content" / "directory.yaml", "samaritans: 116")

    assert problems(tmp_path / "content") == [
        "content:1: The folder en/ with the modules is missing.",
        'directory.yaml:1: "this" must have keys and values of its own.',
    ]


def test_a_module_without_pages_is_told(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/02-empty/module.yaml", (folder / MODULE).read_text())

    assert problems(folder) == ["en/02-empty:1: This module has no pages."]


def test_a_page_in_another_encoding_is_told(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    (folder / PLAN).write_bytes("café".encode("latin-1"))

    assert f"{PLAN}:1: This file is not saved as UTF-8." in problems(folder)


def test_a_film_needs_its_file_and_its_captions(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    film = ":::video\ntitle: A father\nfile: week.mp4\ncaptions: week.vtt\ntranscript: Hello.\n:::\n"
    write(folder / PAGE, (folder / PAGE).read_text() + film)
    write(folder / HERE / "files" / "week.mp4", "")

    assert problems(folder) == [f'{PAGE}:75: "week.vtt" is not in the folder files/ of this module.']


def test_a_block_inside_a_list_is_refused(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    change(folder, PLAN, "A plan for a bad night with", "- A plan\n\n  :::reflect\n  text: Why?\n  :::")

    assert problems(folder) == [f"{PLAN}:7: A block cannot stand inside a list, a quotation or another block."]


def test_all_mistakes_are_told_at_once_and_the_start_is_refused(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    change(folder, PAGE, "title: What now?\n", "")
    change(folder, PLAN, "points: 5", "points: 2")

    with pytest.raises(ContentError) as refused:
        library_of(folder)

    assert refused.value.sentence.splitlines() == [
        'content/en/01-first-steps/10-what-now.md:2: "title" is missing.',
        'content/en/01-first-steps/20-my-plan.md:16: "points" must be 3 or more.',
    ]
