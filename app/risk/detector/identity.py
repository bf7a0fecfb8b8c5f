"""What would show other members who somebody is: numbers, addresses, names in context."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.risk.detector.assessment import Span
from app.risk.detector.matching import Symbols
from app.risk.detector.normalising import Normal, normalise
from app.risk.detector.tokens import Token

_DIGITS = re.compile(r"(?<![\w£])\+?\(?\d(?:[ ().\-]{0,2}[\do]){8,13}(?![\da-z])")
_EMAIL = re.compile(
    r"[a-z0-9][a-z0-9._%+\-]{0,63} ?(?:@|\(at\)|\[at\]) ?[a-z0-9\-]{1,63}\.[a-z]{2,10}|[a-z0-9._]{2,40} at [a-z0-9\-]{2,40} dot (?:com|co|org|uk|net)"
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]? ?\d[abd-hjlnp-uw-z]{2}\b")
_HANDLE = re.compile(
    r"(?<![\w.])@(?:[a-z.]{2,20}[0-9_][a-z0-9_.]{0,20}|[a-z.]{10,30})|\b(?:insta|instagram|snap|snapchat|facebook|fb|tiktok|twitter|discord|telegram)(?: me| name| is| as|:| under| at){1,2} ?@[a-z0-9_.\-]{3,40}|\b(?:insta|instagram|snap|snapchat|facebook|fb|tiktok|twitter|discord|telegram)(?: me| name| is| as|:| under){1,2} ?[a-z0-9_.\-]{3,40}"
)
_STREET = re.compile(
    r"\b\d{1,4}[a-d]?,? (?:[a-z']{2,20} ){1,3}(?:street|st|road|rd|avenue|ave|lane|close|drive|terrace|crescent|gardens|grove|court|place|way|square|mews|cottages?)\b"
)
_HOUSE = re.compile(
    r"\b(?:flat|apartment) \d{1,4}[a-d]?,? |\b(?:live|lives|address|collect|round|come|send)\b[^.?!]{0,40} [a-z]{3,15} (?:cottage|farm|house|court),? "
)
_PHOTO = re.compile(
    r"https?://\S{0,80}(?:photo|pic|image|img|album|gallery|watch|video|live)|\.(?:jpe?g|png|heic)\b|https?://(?:www\.)?(?:facebook|instagram|tiktok|flickr|twitter|x)\."
)
_PATTERNS = (
    ("an email address", _EMAIL),
    ("a postcode", _POSTCODE),
    ("a name on another network", _HANDLE),
    ("an address", _STREET),
    ("an address", _HOUSE),
    ("a link to a picture or profile", _PHOTO),
)
# A run this long is somebody's noise; a pattern looks at the beginning of it only.
_NHS_DIGITS, _SPOKEN_DIGITS, SHORTEST_SURNAME = 10, 10, 3
Lists = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Found:
    """Something that identifies: what, and where in the original."""

    what: str
    span: Span


def identity(text: str, tokens: list[Token], called: list[Symbols], lists: Lists) -> list[Found]:
    """Everything in a forum text that says who somebody is or where they can be found."""
    normal = normalise(text)
    found = [Found(what, _span(normal, each)) for what, pattern in _PATTERNS for each in pattern.finditer(normal.text)]
    found += [
        Found(what, _span(normal, each))
        for each in _DIGITS.finditer(normal.text)
        if (what := _number(each.group(), lists))
    ]
    return found + _spoken(tokens, lists) + _names(text, tokens, called, lists)


def is_nhs_number(digits: str) -> bool:
    """Ten digits whose last is the check digit (NHS Data Dictionary, modulus 11)."""
    if len(digits) != _NHS_DIGITS:
        return False
    check = 11 - sum(int(each) * weight for each, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == int(digits[-1]) and check != _NHS_DIGITS


def _number(written: str, lists: Lists) -> str:
    digits = re.sub(r"\D", "", written.replace("o", "0"))
    local = "0" + digits[2:].lstrip("0") if digits.startswith("44") else digits
    if local in lists["helplines"] or local.startswith(("0800", "0808", "0300", "0345", "0333")):
        return ""
    if re.fullmatch(r"0[1237]\d{8,9}", local) or written.startswith("+"):
        return "a phone number"
    return "an NHS number" if is_nhs_number(digits) else ""


def _span(normal: Normal, match: re.Match[str]) -> Span:
    return Span(normal.offsets[match.start()], normal.offsets[match.end() - 1] + 1)


def _spoken(tokens: list[Token], lists: Lists) -> list[Found]:
    digits, start = 0, 0
    for place, token in enumerate([*tokens, None]):
        word = token.word if token else ""
        if word in lists["spoken_digits"]:
            start = place if not digits else start
            digits += 2 if word == "hundred" else 1
            continue
        if digits >= _SPOKEN_DIGITS and tokens[start].word in lists["spoken_zero"]:
            return [Found("a phone number", Span(tokens[start].start, tokens[place - 1].end))]
        digits = 0
    return []


def _names(text: str, tokens: list[Token], called: list[Symbols], lists: Lists) -> list[Found]:
    """A first name with a surname, a title with a surname, a ward or a school by its name."""
    found = []
    for place in range(len(tokens) - 1):
        what = _named(text, tokens, called, lists, place)
        if what:
            found.append(Found(what, Span(tokens[place].start, tokens[place + 1].end)))
    return found


def _named(text: str, tokens: list[Token], called: list[Symbols], lists: Lists, place: int) -> str:
    one, two = tokens[place], tokens[place + 1]
    if not (one.capital and two.capital) or one.sentence != two.sentence or text[one.end : two.start].strip(" -."):
        return ""
    if two.word in lists["places"]:
        return (
            ""
            if one.word in lists["not_naming_a_place"] or (place and tokens[place - 1].word in lists["before_no_place"])
            else "a named ward or place"
        )
    if not _is_surname(called[place + 1], two, text, lists):
        return ""
    if text[one.start : one.end].lower() in lists["titles"] or one.word in lists["first_names"]:
        return "a full name"
    before = {each.word for each in tokens[max(0, place - 2) : place]}
    return "a full name" if before & lists["introducing"] and _is_surname(called[place], one, text, lists) else ""


def _is_surname(mine: Symbols, token: Token, text: str, lists: Lists) -> bool:
    written = text[token.start : token.end]
    return (
        len(written) >= SHORTEST_SURNAME
        and not written.isupper()
        and token.word not in lists["not_a_surname"]
        and mine <= {token.word, "$name", "$they"}
    )
