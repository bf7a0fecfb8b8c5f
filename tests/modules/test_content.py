"""What a right content folder becomes."""

from datetime import date
from pathlib import Path

import pytest

from app.core.config import PROJECT
from app.directory import content as directory
from app.modules import check as command
from app.modules.content import check
from app.modules.content.library import Library, Page, Prose
from tests.builders.content import MODULE, TODAY, library_of, make_content, write

MODULES = PROJECT / "modules_content"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return library_of(make_content(tmp_path))


def page_of(library: Library, slug: str = "what-now") -> Page:
    found = library.find("first-steps", slug)
    assert found
    return found[1]


def html_of(page: Page) -> str:
    return "".join(part.html for part in page.parts if isinstance(part, Prose))


def test_addresses_come_from_the_names_of_folders_and_files(library: Library) -> None:
    module = library.modules[0]

    assert (module.number, module.href) == (1, "/modules/first-steps")
    assert [page.href for page in module.pages] == ["/modules/first-steps/what-now", "/modules/first-steps/my-plan"]


def test_pages_know_their_neighbours(library: Library) -> None:
    module = library.modules[0]
    first, second = module.pages

    assert (module.before(first), module.after(first)) == (None, second)
    assert (module.before(second), module.after(second)) == (first, None)


def test_a_helpline_becomes_a_link_that_dials(library: Library) -> None:
    assert 'Ring <strong>Samaritans</strong> on <a href="tel:116123">116 123</a>.' in html_of(page_of(library))


def test_a_link_to_another_site_opens_in_a_new_tab_and_says_so(library: Library) -> None:
    assert (
        '<a href="https://example.org/review" rel="noopener noreferrer" target="_blank">a review'
        " (opens in a new tab)</a>" in html_of(page_of(library))
    )
    assert '<a href="/modules/first-steps/my-plan">the next page</a>' in html_of(page_of(library))


def test_every_kind_of_block_is_drawn(library: Library) -> None:
    html = html_of(page_of(library))

    for words in (
        "Turn it <em>down</em>. Less noise helps.",
        "do not argue, because it is real to him",
        "nhsuk-card--care--urgent",
        "You did not cause this",
        "Talk to your team about this",
        "It did in 53 trials.",
        "Put together from what many relatives have said.",
        "What would you keep?",
    ):
        assert words in html
    assert {"story", "evidence", "activity", "quiz", "reflect"} <= page_of(library).blocks


def test_activities_and_quizzes_stay_data(library: Library) -> None:
    assert list(page_of(library).activities) == ["noticed"]
    assert list(page_of(library).quizzes) == ["away"]
    assert list(page_of(library, "my-plan").activities) == ["tired", "week", "try", "plan"]


def test_what_somebody_types_with_angle_brackets_is_never_html(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/01-first-steps/20-my-plan.md", "---\ntitle: A & B\nsummary: S\n---\n2 < 3 & 4 > 1\n")

    assert html_of(page_of(library_of(folder), "my-plan")) == "<p>2 &lt; 3 &amp; 4 &gt; 1</p>\n"


def test_a_number_past_its_expiry_is_not_shown(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    text = (folder / "directory.yaml").read_text()
    write(folder / "directory.yaml", text + "  expires: 2026-11-23\n")

    html = html_of(page_of(library_of(folder)))

    assert "116 123" not in html
    assert "on the number at samaritans.org." in html


def test_words_count_what_is_read_before_anything_is_answered(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    page = folder / "en/01-first-steps/20-my-plan.md"
    activity = ":::activity a\nkind: text\ntitle: One two\ntext: Three.\nlabel: Four\nfeedback: Five six.\n:::\n"
    write(page, f"---\ntitle: T\nsummary: S\n---\nSeven **eight**\n\n:::evidence family-work\n:::\n\n{activity}")

    assert page_of(library_of(folder), "my-plan").words == 6


def test_the_check_warns_of_what_a_module_lacks(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/02-thin/module.yaml", MODULE)
    write(folder / "en/02-thin/10-page.md", "---\ntitle: T\nsummary: S\n---\nShort.\n")

    found = [str(each) for each in check.warnings(library_of(folder), folder=folder, today=date(2028, 1, 1))]

    assert "content/en/02-thin/module.yaml:1: The number of pages is 1: there should be 5 or more." in found
    assert "content/en/02-thin/module.yaml:1: The number of stories is 0: there should be 2 or more." in found
    assert "content/en/02-thin/module.yaml:1: The module should have been looked at again by 2027-11-22." in found
    assert "content/en/02-thin/10-page.md:1: The number of words is 1: there should be 250 to 700." in found


def test_the_command_prints_every_mistake_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/01-first-steps/module.yaml", MODULE.replace("minutes: 30", "minutes: 300"))

    assert command.run(folder) == 1
    assert 'content/en/01-first-steps/module.yaml:4: "minutes" must be 60 or less.' in capsys.readouterr().out


def test_the_command_lists_what_there_is_and_what_is_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(make_content(tmp_path), today=date(2028, 1, 1)) == 0

    printed = capsys.readouterr().out
    assert "Nothing is wrong in 1 module." in printed
    assert "The number of pages is 2: there should be 5 or more." in printed
    assert "content/directory.yaml:1: Samaritans should have been checked again by 2027-05-22." in printed


@pytest.mark.parametrize(
    "href", ["/help-now", "/modules/first-steps", "/modules/first-steps/print", "/modules/first-steps/what-now#noticed"]
)
def test_a_page_may_link_to_the_rest_of_the_site(tmp_path: Path, href: str) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/01-first-steps/20-my-plan.md", f"---\ntitle: T\nsummary: S\n---\n[There]({href})\n")

    assert f'<a href="{href}">There</a>' in html_of(page_of(library_of(folder), "my-plan"))


def test_a_picture_is_found_where_the_program_serves_it(tmp_path: Path) -> None:
    folder = make_content(tmp_path)
    write(folder / "en/01-first-steps/files/kettle.png", "")
    write(folder / "en/01-first-steps/20-my-plan.md", "---\ntitle: T\nsummary: S\n---\n![A kettle](files/kettle.png)\n")

    html = html_of(page_of(library_of(folder), "my-plan"))

    assert 'src="/modules/first-steps/files/kettle.png" alt="A kettle"' in html


def test_our_own_content_is_right() -> None:
    assert check.problems(MODULES, today=TODAY) == []


def test_our_own_content_has_nothing_to_be_looked_at() -> None:
    library = library_of(MODULES)

    assert len(library.modules) >= 3
    assert check.warnings(library, folder=MODULES, today=TODAY) == []
    assert directory.warnings(directory.load(MODULES), folder=MODULES, today=TODAY) == []
