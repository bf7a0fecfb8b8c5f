"""From the loaded content to the rows that are searched."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256

from app.directory.content import Directory
from app.directory.content import Entry as Helpline
from app.directory.rules import NATIONS, NEEDS
from app.modules.content import sentences
from app.modules.content.jargon import Term
from app.modules.content.library import Library, Module, Page, Part, Prose, Yours

# Raise it when the rows are made in another way, so that they are made again.
FORMAT = "1"
# Round found words, from a range that no text of ours uses.
START, STOP = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row."""

    kind: str
    name: str
    title: str
    summary: str
    body: str

    @property
    def row(self) -> dict[str, str]:
        """Its columns."""
        return asdict(self)


def digest(library: Library, directory: Directory) -> str:
    """Changes whenever a row would. It reads drawn pages as they are, which is a hundred times faster than their words."""
    hashed = sha256(FORMAT.encode())
    for module in library.modules:
        hashed.update(repr((module.slug, module.title, module.summary, module.in_short)).encode())
        for page in module.pages:
            drawn = [part.html if isinstance(part, Prose) else _title(part) for part in page.parts]
            hashed.update("\0".join([page.subject, page.title, page.summary, *drawn]).encode())
    for each in (*library.jargon.terms, *directory.entries.values()):
        hashed.update(each.model_dump_json().encode())
    return hashed.hexdigest()


def of(library: Library, directory: Directory) -> Iterator[Entry]:
    """Every module and page, every word, and every national helpline."""
    for module in library.modules:
        yield _module(module)
        yield from (_page(page, module) for page in module.pages)
    yield from map(_word, library.jargon.terms)
    yield from map(_service, directory.entries.values())


def _module(module: Module) -> Entry:
    return Entry("page", module.slug, module.title, module.summary, "\n".join(module.in_short))


def _page(page: Page, module: Module) -> Entry:
    stretches = [stretch for part in page.parts for stretch in _stretches(part)]
    return Entry("page", page.subject, page.title, page.summary, "\n".join([*stretches, module.title]))


def _stretches(part: Part) -> list[str]:
    # Not the answers to choose from: out of their place, "yes, you caused it" would be a terrible thing to find.
    return sentences.of_html(part.html) if isinstance(part, Prose) else [_title(part)]


def _title(part: Part) -> str:
    return "" if isinstance(part, Prose | Yours) else part.title


def _word(term: Term) -> Entry:
    return Entry("word", term.id, " / ".join((term.word, *term.also)), term.plain, term.differs)


def _service(entry: Helpline) -> Entry:
    needs = " ".join(NEEDS[need] for need in entry.needs)
    nations = " ".join(NATIONS[nation] for nation in entry.nations)
    return Entry("service", entry.id, entry.name, entry.purpose, f"{needs}\n{nations} {entry.cost}")
