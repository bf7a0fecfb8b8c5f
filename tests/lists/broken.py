"""Sixty files with something wrong in them, each with the sentence that says what."""

import codecs
import gzip
import zipfile
from io import BytesIO
from typing import NamedTuple

HEADER = "email,first name,relationship"
GOOD = "jo@example.org,Jo,mother"
_NAME_THEM = "The first row must name the columns: email, first name, relationship"
_QUOTE = (
    'Row {} cannot be read: a quotation mark (") opens and does not close, or stands where none can, '
    "or a cell is far too long. Put it right and save the file again"
)
_SAVE_IT = "Save the list as CSV in your spreadsheet program, and send that file"
_DAMAGED = 'The file cannot be read: it has signs that no list has. It may be damaged. Save it again as "CSV UTF-8"'
_ONE_COLUMN = (
    "We found one column only. There must be three, with commas, semicolons or tabs between them: "
    "email, first name, relationship"
)
_TOO_MANY = (
    "Row {} has more cells than there are columns. If a name has a comma in it, put quotation marks round the name"
)
_USE = (
    "Use one of these: parent or step-parent, partner, husband or wife, brother or sister, son or daughter, "
    "grandparent, another relative, friend or neighbour, somebody else who supports them"
)


class Broken(NamedTuple):
    """A file and what is said of it: every sentence, in order."""

    name: str
    content: bytes
    says: tuple[str, ...]


def _file(*lines: str, code: str = "utf-8") -> bytes:
    return "\n".join((HEADER, *lines)).encode(code)


def _raw(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def _zip(*names: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for name in names:
            file.writestr(name, "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "")
    return packed.getvalue()


def _not_csv(what: str) -> str:
    return f"This is {what} and not a CSV file. {_SAVE_IT}"


def _formula(words: str) -> str:
    return f'Row 2, first name: "{words}" begins like a formula. A name begins with a letter'


def _garbled(words: str) -> str:
    return f'Row 2, first name: the letters of "{words}" came out wrong. Save the list again as "CSV UTF-8"'


_WHOLE: tuple[tuple[str, bytes, str], ...] = (
    ("nothing at all", b"", "The file is empty"),
    ("a mark of byte order alone", codecs.BOM_UTF8, "The file is empty"),
    ("blank lines", b"\n\r\n  \n", "The file is empty"),
    ("commas alone", b",,\n,,\n", "The file is empty"),
    ("a header alone", _file(), "The file names its columns, and there is nobody under them"),
    ("a header and blank rows", _file("", ",,", " , "), "The file names its columns, and there is nobody under them"),
    ("no header", _raw(GOOD), f"{_NAME_THEM}. Put such a row on top"),
    ("no header and a semicolon", _raw(GOOD.replace(",", ";")), f"{_NAME_THEM}. Put such a row on top"),
    ("a header of signs", _raw("1,2,3", GOOD), f"{_NAME_THEM}. Put such a row on top"),
    ("a title on top", _raw("Carers of the team,,", HEADER, GOOD), _ONE_COLUMN),
    ("one column", _raw("email", "jo@example.org"), _ONE_COLUMN),
    (
        "a hundred and one columns",
        _raw(HEADER + ",note" * 98, GOOD),
        "The file has more than 100 columns. Keep three: email, first name, relationship",
    ),
    ("a quotation mark between the cells", _raw('sep="', 'email"first name"relationship'), _ONE_COLUMN),
    ("bars between the cells", _raw(HEADER.replace(",", "|"), GOOD.replace(",", "|")), _ONE_COLUMN),
    ("each line in quotation marks", _raw(f'"{HEADER}"', f'"{GOOD}"'), _ONE_COLUMN),
    (
        "no column for the address",
        _raw("first name,relationship", "Jo,mother"),
        f"There is no column for email. {_NAME_THEM}",
    ),
    (
        "no column for the name",
        _raw("email,relationship", "j@x.org,son"),
        f"There is no column for first name. {_NAME_THEM}",
    ),
    ("only a surname", _raw("email,surname,relationship", GOOD), f"There is no column for first name. {_NAME_THEM}"),
    (
        "no column for who they are",
        _raw("email,first name", "j@x.org,Jo"),
        f"There is no column for relationship. {_NAME_THEM}",
    ),
    (
        "two for the address",
        _raw(f"{HEADER},E-mail", f"{GOOD},x"),
        "There are two columns for email. Remove one of them",
    ),
    ("two for the name", _raw(f"{HEADER},FirstName", GOOD), "There are two columns for first name. Remove one of them"),
    (
        "two for who they are",
        _raw(f"{HEADER},Relation", GOOD),
        "There are two columns for relationship. Remove one of them",
    ),
    ("a quotation mark without end", _file(GOOD, 'jo@x.org,"Jo,mother', GOOD), _QUOTE.format(3)),
    ("one that ends too far down", _file('jo@x.org,"Jo,son', 'a@x.org,"Ann",son'), _QUOTE.format(2)),
    ("words after a closing mark", _file('jo@x.org,"Jo" Smith,son'), _QUOTE.format(2)),
    ("a cell without end", _file(f"jo@x.org,{'J' * 140_000},son"), _QUOTE.format(2)),
    ("a mark without end on top", _raw('"email,first name,relationship', GOOD), _QUOTE.format(1)),
    (
        "too many people",
        _file(*(f"p{n}@example.org,Jo,son" for n in range(5001))),
        "The file has 5,001 people. Send 5,000 at a time: make several files of it",
    ),
    ("an Excel workbook", _zip("[Content_Types].xml", "xl/workbook.xml"), _not_csv("an Excel workbook")),
    ("a Word document", _zip("[Content_Types].xml", "word/document.xml"), _not_csv("a Word document")),
    ("an OpenDocument spreadsheet", _zip("mimetype", "content.xml"), _not_csv("an OpenDocument spreadsheet")),
    ("a Numbers spreadsheet", _zip("Index/Document.iwa"), _not_csv("a Numbers spreadsheet")),
    ("a packed file", _zip("people.csv"), _not_csv("a packed file (zip)")),
    ("another packed file", gzip.compress(_file(GOOD)), _not_csv("a packed file (gzip)")),
    (
        "an old workbook",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100),
        _not_csv("an old Excel or Word file, or one with a password"),
    ),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", _not_csv("a PDF")),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(20), _not_csv("a picture")),
    ("a photo", b"\xff\xd8\xff\xe0\x00\x10JFIF", _not_csv("a picture")),
    ("a page of the web", b"\n<!DOCTYPE html><html><body>Sign in", _not_csv("a web page")),
    ("a table that calls itself Excel", b"<table><tr><td>email</td></tr></table>", _not_csv("a web page")),
    ("XML", b'<?xml version="1.0"?><Workbook/>', _not_csv("an XML file")),
    ("JSON", b'[{"email": "jo@example.org"}]', _not_csv("a JSON file")),
    ("a letter", b"{\\rtf1\\ansi email", _not_csv("a text document with fonts (RTF)")),
    ("an address card", b"BEGIN:VCARD\nFN:Jo\nEND:VCARD", _not_csv("an address card")),
    ("NULs", _file("jo@example.org,J\x00o,son"), _DAMAGED),
    ("two bytes a letter, without saying so", _file(GOOD).decode().encode("utf-16-le"), _DAMAGED),
    ("half of a letter of two bytes", codecs.BOM_UTF16_LE + _file(GOOD).decode().encode("utf-16-le") + b"x", _DAMAGED),
    ("letters of no code", _file("jo@example.org,Jo,son") + b"\x81\x8d", _DAMAGED),
)
_CELLS: tuple[tuple[str, bytes, tuple[str, ...]], ...] = (
    ("no address", _file(GOOD, ",Jo,son"), ("Row 3, email: the cell is empty",)),
    ("half an address", _file("jo@,Jo,son"), ('Row 2, email: "jo@" is not an email address',)),
    (
        "an address with a gap",
        _file("jo smith@x.org,Jo,son"),
        ('Row 2, email: "jo smith@x.org" is not an email address',),
    ),
    (
        "two addresses",
        _file('"a@x.org; b@x.org",Jo,son'),
        ('Row 2, email: "a@x.org; b@x.org" is not one address. Give each person a row of their own',),
    ),
    ("no name", _file("jo@x.org,,son"), ("Row 2, first name: the cell is empty",)),
    (
        "a long name",
        _file(f"jo@x.org,{'J' * 61},son"),
        (f'Row 2, first name: "{"J" * 60}..." is longer than 60 characters',),
    ),
    (
        "an address for a name",
        _file("jo@x.org,jo@x.org,son"),
        ('Row 2, first name: "jo@x.org" looks like an email address',),
    ),
    ("a formula", _file('jo@x.org,"=HYPERLINK(""http://x.org"")",son'), (_formula('=HYPERLINK("http://x.org")'),)),
    ("a formula with a plus", _file("jo@x.org,+1+1,son"), (_formula("+1+1"),)),
    ("a formula with a minus", _file("jo@x.org,-1,son"), (_formula("-1"),)),
    ("a formula with an at", _file("jo@x.org,@SUM(A1),son"), (_formula("@SUM(A1)"),)),
    ("a formula behind a tab", _file("jo@x.org,\tJo,son"), (_formula("Jo"),)),
    ("a formula behind gaps and quotes", _file("jo@x.org,\u00a0\u201c=1\u201d,son"), (_formula("=1"),)),
    ("a formula with a wide sign", _file("jo@x.org,\uff1d1,son"), (_formula("\uff1d1"),)),
    ("letters read in the wrong code", _file("jo@x.org,Jos\u00c3\u00a9,son"), (_garbled("Jos\u00c3\u00a9"),)),
    ("letters that were lost", _file("jo@x.org,Jos\ufffd,son"), (_garbled("Jos\ufffd"),)),
    ("no relationship", _file("jo@x.org,Jo,"), ("Row 2, relationship: the cell is empty",)),
    ("a row cut short", _file("jo@x.org,Jo"), ("Row 2, relationship: the cell is empty",)),
    (
        "one that may mean two things",
        _file("jo@x.org,Jo,ex-wife"),
        (f'Row 2, relationship: we do not understand "ex-wife". {_USE}',),
    ),
    (
        "somebody's friend's mother",
        _file("jo@x.org,Jo,friend of mother"),
        (f'Row 2, relationship: we do not understand "friend of mother". {_USE}',),
    ),
    ("a name with a comma", _file("jo@x.org,Smith, Jo,son"), (_TOO_MANY.format(2),)),
    (
        "several things at once, and rows as a spreadsheet counts them",
        _file("", "jo@,,son", ",,", "a@x.org,=1,", GOOD),
        (
            'Row 3, email: "jo@" is not an email address',
            "Row 3, first name: the cell is empty",
            'Row 5, first name: "=1" begins like a formula. A name begins with a letter',
            "Row 5, relationship: the cell is empty",
        ),
    ),
)
BROKEN = [Broken(name, content, (says,)) for name, content, says in _WHOLE]
BROKEN += [Broken(*each) for each in _CELLS]
