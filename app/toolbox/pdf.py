"""A plan as a tagged PDF (PDF/UA-1), made by the optional extra `pdf`. The words are data to it, never markup."""

import json
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from app.core.errors import HoldfastError
from app.core.templating import long_date

_SHEET = Path(__file__).parent / "templates" / "sheet.typ"


class NoLetters(HoldfastError):
    """The words hold letters or signs that the server has no font for."""

    status = 422
    title = "This cannot be made a PDF file"
    sentence = (
        "It holds letters or signs that our PDF files cannot show. Open it in your toolbox and print it from there."
    )


def is_available() -> bool:
    """Whether the operator installed what makes PDF files."""
    return find_spec("typst") is not None


def make(*, title: str, lines: list[list[str]], saved_at: datetime, crisis_line: str) -> bytes:
    """The file's bytes; `lines` are pairs of a label and what stands beside it. Raises NoLetters."""
    import typst  # noqa: PLC0415 - the extra may not be installed

    sheet = {"title": title, "lines": lines, "saved": long_date(saved_at), "crisis_line": crisis_line}
    try:
        return typst.compile(_SHEET.read_bytes(), sys_inputs={"sheet": json.dumps(sheet)}, pdf_standards=["ua-1"])
    except typst.TypstError:
        # A tagged PDF refuses a letter that none of the server's fonts has, rather than leave a hole.
        raise NoLetters from None
