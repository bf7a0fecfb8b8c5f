"""evidence.yaml: claims, and what each source says for and against them."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from app.core.checked_yaml import Problems, Strict, fit, read
from app.modules.content.fields import Line

FILE = "evidence.yaml"


class Source(Strict):
    """What one source found, in our own words."""

    stance: Literal["supporting", "contrasting", "mentioning"]
    says: Line
    citation: Line
    year: Annotated[int, Field(ge=1900, le=2100)]
    where: Line
    link: Annotated[str, Field(pattern=r"^https://")] | None = None


class Claim(Strict):
    """Something that our pages say, with its sources."""

    claim: Line
    checked_on: date
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


def read_all(folder: Path, problems: Problems) -> dict[str, Claim]:
    """The claims that are right, by name; the problems of the others are added to the list."""
    say = problems.at(f"{folder.name}/{FILE}")
    if not (folder / FILE).is_file():
        return {}
    tree = read((folder / FILE).read_text(encoding="utf-8"), say)
    if tree is None:
        return {}
    found = {str(name): fit(Claim, tree, say, at=(name,)) for name in tree.data}
    return {name: claim for name, claim in found.items() if claim}
