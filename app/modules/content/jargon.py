"""jargon.yaml: words that relatives meet, in plain words; and the links to them from the pages."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from pathlib import Path

from app.core import markdown
from app.core.checked_yaml import Problems, Say, Strict, Tree, fit, read
from app.core.markdown import Token
from app.directory.content import Phrase
from app.modules.content import lines
from app.modules.content.fields import Line, Name, Plain
from app.modules.content.writer import Writer

FILE = "jargon.yaml"
HREF = "/words"
MOST = 6  # links of this kind on one page: more would make it restless


class Term(Strict):
    """One word, and what it means. `differs` says what holds in the other nations."""

    id: Name
    word: Line
    also: tuple[Line, ...] = ()
    plain: Plain
    differs: Plain = ""
    link: bool = True

    @property
    def others(self) -> tuple[str, ...]:
        """The other words for it, without its own plural."""
        return tuple(each for each in self.also if each != f"{self.word}s")


@dataclass(frozen=True)
class Jargon:
    """All terms, from A to Z."""

    terms: tuple[Term, ...] = ()

    @cached_property
    def forms(self) -> dict[str, Term]:
        """The term behind each way of writing it."""
        return {_plain(form): term for term in self.terms for form in (term.word, *term.also)}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds whole words, the longest first; an abbreviation in capitals only in capitals."""
        forms = sorted(self.forms, key=len, reverse=True)
        each = "|".join(re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in forms)
        return re.compile(rf"(?<![\w-])(?:{each})(?![\w-])" if forms else r"(?!)")

    def named(self, text: str) -> Term:
        """The term behind words that the pattern found."""
        return self.forms.get(text) or self.forms[text.lower()]

    def knows(self, name: str) -> bool:
        """Whether there is a term of this name."""
        return any(term.id == name for term in self.terms)

    def search(self, asked: str) -> tuple[Term, ...]:
        """The terms in which every word that was asked for stands: first those that it stands in the name of."""
        wanted = asked.casefold().split()
        found = [term for term in self.terms if all(word in _all_words(term) for word in wanted)]
        return tuple(sorted(found, key=lambda term: not all(word in _names(term) for word in wanted)))


@dataclass
class Linker:
    """Makes the first use of a word on one page a link, until there are enough of them."""

    jargon: Jargon
    passed: set[str] = field(default_factory=set)
    left: int = MOST

    def pass_over(self, title: str) -> None:
        """What a page's title names is what the page explains: it needs no link."""
        self.passed |= {self.jargon.named(found).id for found in self.jargon.pattern.findall(title)}

    def link(self, tokens: Sequence[Token]) -> None:
        """Changes the paragraphs and items of lists among these tokens; headings and links stay as they are."""
        for before, token in pairwise(tokens):
            if before.type == "paragraph_open" and token.children:
                token.children = markdown.in_words(token.children, self._linked, in_links=False)

    def _linked(self, text: str) -> list[Token]:
        tokens: list[Token] = []
        end = 0
        for found in self.jargon.pattern.finditer(text) if self.left else ():
            term = self.jargon.named(found[0])
            if not self.left or not term.link or term.id in self.passed:
                continue
            link = markdown.element("a", found[0], **{"class": "hf-word", "href": f"{HREF}#{term.id}"})
            tokens += [markdown.words(text[end : found.start()]), *link]
            end = found.end()
            self.passed.add(term.id)
            self.left -= 1
        return [*tokens, markdown.words(text[end:])]


def read_all(folder: Path, *, phrases: Mapping[str, Phrase], problems: Problems) -> Jargon:
    """The terms that are right; the problems of the others are added to the list."""
    say = problems.at(f"{folder.name}/{FILE}")
    if not (folder / FILE).is_file():
        return Jargon()
    text = (folder / FILE).read_text(encoding="utf-8")
    for line, sentence in lines.faults(text, phrases):
        say(line, sentence)
    tree = read(text, say)
    if tree is None:
        return Jargon()
    writer = Writer("", phrases, frozenset())
    found = [fit(Term, tree, say, at=(name,), context=writer, id=str(name)) for name in tree.data]
    terms = sorted((term for term in found if term), key=lambda term: term.word.casefold())
    _refuse_twice(terms, tree, say)
    return Jargon(tuple(terms))


def by_letter(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Terms from A to Z, by the letter that they begin with."""
    return {letter: list(group) for letter, group in groupby(terms, key=lambda term: term.word[0].upper())}


def _refuse_twice(terms: Sequence[Term], tree: Tree, say: Say) -> None:
    first: dict[str, str] = {}
    for term in terms:
        for form in {_plain(each) for each in (term.word, *term.also)}:
            if first.setdefault(form, term.id) != term.id:
                say(tree.line(term.id), f'"{form}" stands under "{first[form]}" and under "{term.id}".')


def _plain(form: str) -> str:
    return form if form.isupper() else form.lower()


def _names(term: Term) -> str:
    return " ".join((term.word, *term.also)).casefold()


def _all_words(term: Term) -> str:
    return f"{_names(term)} {term.plain} {term.differs}".casefold()
