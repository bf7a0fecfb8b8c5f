"""Turns a page's Markdown and its {{names}} into safe HTML, and gathers the links to be checked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from app.core import markdown
from app.core.markdown import Token
from app.directory.content import Phrase

PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
_LEVELS = ("h2", "h3")
# The person whom the reader supports, as {{person}} and {{Person}}, in general words.
PEOPLE = {"person": "the person you support", "Person": "The person you support"}
MARK = "hf-person"
_PERSON = re.compile(r"\{\{\s*([Pp]erson)\s*\}\}")


@dataclass
class Writer:
    """What the words of one page may refer to; `links` are the addresses within the site that it met."""

    module: str
    phrases: Mapping[str, Phrase]
    files: frozenset[str]
    links: list[str] = field(default_factory=list)

    def plain(self, text: str) -> str:
        """Words without marks, for titles and labels."""
        return PLACEHOLDER.sub(lambda found: PEOPLE.get(found[1].strip()) or self._phrase(found).text, text.strip())

    def rich(self, text: str) -> Markup:
        """Markdown as safe HTML. Raises ValueError with the first thing that is wrong."""
        tokens = self.parse(text)
        for _line, sentence in self.faults(tokens, headings=False):
            raise ValueError(sentence)
        return self.html(tokens)

    def parse(self, text: str) -> list[Token]:
        """Markdown as tokens, with {{names}} filled in and the person marked."""
        tokens = markdown.parse(text, fill=self._fill)
        if _PERSON.search(text):
            self._mark_person(tokens)
        return tokens

    def html(self, tokens: Sequence[Token]) -> Markup:
        """Tokens as safe HTML, with pictures at their addresses."""
        for picture in _inside(tokens, "image"):
            name = str(picture.attrs["src"]).removeprefix("files/")
            picture.attrs["src"] = f"/modules/{self.module}/files/{name}"
        return markdown.to_html(tokens)

    def faults(self, tokens: Sequence[Token], *, headings: bool = True) -> Iterator[tuple[int, str]]:
        """What is wrong, each with its line counted from 0. Remembers links within the site."""
        for token in tokens:
            line = token.map[0] if token.map else 0
            if token.type == "colon_fence":
                yield line, "A block cannot stand inside a list, a quotation or another block."
            if token.type == "heading_open" and not headings:
                yield line, "A block has its own heading: write the words after the block's name, not with #."
            for child in token.children or ():
                fault = self._link_fault(child) if child.type == "link_open" else self._picture_fault(child)
                if fault:
                    yield line, fault

    def _mark_person(self, tokens: Sequence[Token]) -> None:
        for picture in _inside(tokens, "image"):
            picture.children = [markdown.words(self.plain(picture.content))]
        for token in tokens:
            token.children = token.children and markdown.in_words(token.children, _with_person, in_links=True)

    def _fill(self, text: str) -> str:
        return PLACEHOLDER.sub(lambda found: _as_markdown(self._phrase(found)), text) if "{{" in text else text

    def _phrase(self, found: re.Match[str]) -> Phrase:
        # An unknown name was told of when the file's lines were read: here it only must not stop us.
        return self.phrases.get(found[1].strip(), Phrase(found[0]))

    def _link_fault(self, link: Token) -> str | None:
        href = str(link.attrs["href"])
        if href.startswith("/"):
            self.links.append(href)
        elif href.startswith(("tel:", "sms:")):
            known = {phrase.href for phrase in self.phrases.values()}
            return (
                None if href in known else "A number is never typed: it comes from directory.yaml, as {{name.number}}."
            )
        elif not href.startswith("https://"):
            return f'The link to "{href}" must begin with https:// or, for a page of ours, with /.'
        return None

    def _picture_fault(self, token: Token) -> str | None:
        if token.type != "image":
            return None
        source = str(token.attrs["src"])
        if not source.startswith("files/") or source.removeprefix("files/") not in self.files:
            return f'The picture "{source}" is not in the folder files/ of this module.'
        return None if token.content.strip() else f'The picture "{source}" needs words in [] that say what it shows.'


def heading_faults(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Headings begin at level 2 and never skip a level."""
    level = 1
    for token in tokens:
        if token.type != "heading_open":
            continue
        line, wanted = (token.map[0] if token.map else 0), int(token.tag[1])
        if token.tag not in _LEVELS:
            yield line, "Headings are of level 2 (##) or 3 (###). The page's title is level 1 already."
        elif wanted > level + 1:
            yield line, "A heading of level 3 (###) must stand below one of level 2 (##)."
        level = wanted


def _with_person(text: str) -> list[Token]:
    tokens: list[Token] = []
    for place, piece in enumerate(_PERSON.split(text)):
        # Every other piece is what the group found.
        tokens += markdown.element("span", PEOPLE[piece], **{"class": MARK}) if place % 2 else [markdown.words(piece)]
    return tokens


def _as_markdown(phrase: Phrase) -> str:
    return f"[{phrase.text}]({phrase.href})" if phrase.href else phrase.text


def _inside(tokens: Sequence[Token], kind: str) -> Iterator[Token]:
    return (child for token in tokens for child in token.children or () if child.type == kind)
