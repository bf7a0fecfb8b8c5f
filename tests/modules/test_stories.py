"""The stories of the modules can be found by their titles."""

from app.core.config import settings
from app.directory import content as directory
from app.modules import library, stories


def test_every_story_is_found_with_its_teller_and_its_page() -> None:
    folder = settings().content_folder
    read = library.load(folder, directory=directory.load(folder))
    found = stories.of(read)
    pages = {page.href: page for module in read.modules for page in module.pages}

    drawn = sum(str(getattr(part, "html", "")).count("A story: ") for page in pages.values() for part in page.parts)
    assert len(found) == drawn > 12
    assert all(title and teller and href in pages for title, teller, href in found)
