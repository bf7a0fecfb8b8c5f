"""evidence.yaml: claims, and what each source says for and against them."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from app.core.checked_yaml import Problems, Strict, fit, read
from app.modules.content.fields import Line, Name

FILE = "evidence.yaml"
_DOI = re.compile(r"10\.[0-9]{4,9}/\S+")


class Source(Strict):
    """What one source found, in our own words."""

    stance: Literal["supporting", "contrasting", "mentioning"]
    says: Line
    citation: Line
    year: Annotated[int, Field(ge=1900, le=2100)]
    where: Line
    link: Line | None = None
    doi: Line | None = None

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if self.link and self.doi:
            raise ValueError('Give "link" or "doi", not both.')
        if self.link and not self.link.startswith("https://"):
            raise ValueError('"link" must begin with https://.')
        if self.doi and not _DOI.fullmatch(self.doi):
            raise ValueError('"doi" must look like 10.1007/s10608-015-9731-3, without an address before it.')
        return self

    @property
    def address(self) -> str:
        """Where it can be read, or nothing."""
        return f"https://doi.org/{self.doi}" if self.doi else self.link or ""


class Claim(Strict):
    """Something that our pages say, with its sources; `name` and `line` are where it stands in evidence.yaml."""

    name: Name
    line: int
    claim: Line
    checked_on: date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @property
    def href(self) -> str:
        """Where it stands on the page that lists all evidence."""
        return f"/evidence#{self.name}"

    @property
    def counts(self) -> str:
        """Its sources at a glance: "2 for it, 1 against it or setting limits, 1 that mentions it"."""
        found = Counter(source.stance for source in self.sources)
        mentions = "that mentions it" if found["mentioning"] == 1 else "that mention it"
        words = (
            (found["supporting"], "for it"),
            (found["contrasting"], "against it or setting limits"),
            (found["mentioning"], mentions),
        )
        return ", ".join(f"{count} {said}" for count, said in words if count)


def read_all(folder: Path, problems: Problems) -> dict[str, Claim]:
    """The claims that are right, by name; the problems of the others are added to the list."""
    say = problems.at(f"{folder.name}/{FILE}")
    if not (folder / FILE).is_file():
        return {}
    tree = read((folder / FILE).read_text(encoding="utf-8"), say)
    if tree is None:
        return {}
    found = {str(name): fit(Claim, tree, say, at=(name,), name=str(name), line=tree.line(name)) for name in tree.data}
    return {name: claim for name, claim in found.items() if claim}
