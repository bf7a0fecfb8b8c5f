"""A file's bytes as text, in every usual way of writing letters; what is no text is named."""

import codecs

from app.lists.reading.results import Unreadable

EMPTY = "The file is empty"
DAMAGED = 'The file cannot be read: it has signs that no list has. It may be damaged. Save it again as "CSV UTF-8"'
GUESSED = (
    "The file does not say how its letters are written. We read it as Windows writes them: "
    "look whether names with accents are right"
)
_SAVE_IT = "Save the list as CSV in your spreadsheet program, and send that file"
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file, or one with a password"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document with fonts (RTF)"),
    (b"\x1f\x8b", "a packed file (gzip)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"xl/", "an Excel workbook"),
    (b"opendocument.spreadsheet", "an OpenDocument spreadsheet"),
    (b"word/", "a Word document"),
    (b".iwa", "a Numbers spreadsheet"),
)
_MARKUP = ("<!doctype html", "<html", "<head", "<body", "<table", "<meta")
_WORDS: tuple[tuple[str | tuple[str, ...], str], ...] = (
    (_MARKUP, "a web page"),
    ("<?xml", "an XML file"),
    ("begin:vcard", "an address card"),
    (("{", "["), "a JSON file"),
)


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text, and what is to be said about it. Raises Unreadable."""
    _refuse(next((what for begins, what in _BEGINNINGS if content.startswith(begins)), ""))
    if content.startswith(b"PK"):
        _refuse(next((what for holds, what in _IN_ZIP if holds in content), "a packed file (zip)"))
    text, remarks = _text_of(content)
    if not text.strip():
        raise Unreadable(EMPTY)
    begins = text.lstrip()[:20].lower()
    _refuse(next((what for words, what in _WORDS if begins.startswith(words)), ""))
    if "\x00" in text:
        raise Unreadable(DAMAGED)
    return text, remarks


def _refuse(what: str) -> None:
    if what:
        raise Unreadable(f"This is {what} and not a CSV file. {_SAVE_IT}")


def _text_of(content: bytes) -> tuple[str, list[str]]:
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return content.decode("utf-16" if wide else "utf-8-sig"), []
    except UnicodeDecodeError:
        if wide:
            raise Unreadable(DAMAGED) from None
    try:
        return content.removeprefix(codecs.BOM_UTF8).decode("cp1252"), [GUESSED]
    except UnicodeDecodeError:
        raise Unreadable(DAMAGED) from None
