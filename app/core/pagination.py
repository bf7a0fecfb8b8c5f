"""Long lists a page at a time, by number."""

from dataclasses import dataclass

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Paged:
    """One page of so many; `offset` is how many lines stand on those before it."""

    number: int
    pages: int
    per_page: int = PER_PAGE

    @property
    def offset(self) -> int:
        """How many lines come before this page's first."""
        return (self.number - 1) * self.per_page


def paged(total: int, *, number: int, per_page: int = PER_PAGE) -> Paged:
    """The page with this number, or the nearest that is there: what was on the last one may be gone meanwhile."""
    pages = max(1, -(-total // per_page))
    return Paged(min(max(number, 1), pages), pages, per_page)


def neighbours(page: Paged, *, href: str) -> dict[str, dict[str, str] | None]:
    """What ui.pagination takes; `href` is the list's address with at least one parameter already."""
    before, after = page.number - 1, page.number + 1
    return {
        "previous": _link(before, page, href) if before >= 1 else None,
        "next": _link(after, page, href) if after <= page.pages else None,
    }


def _link(number: int, page: Paged, href: str) -> dict[str, str]:
    return {"text": f"{number} of {page.pages}", "href": f"{href}&page={number}"}
