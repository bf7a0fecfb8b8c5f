"""`holdfast risk scan`: JSON Lines of texts in, JSON Lines of urgencies out."""

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TextIO

from app.risk.detector import assess

READ_AT_ONCE = 2


def scan(lines: Iterable[str], *, out: TextIO, errors: TextIO) -> int:
    """Answers each text on a line of its own, in order; 1 if a line could not be read, 0 if all could."""
    broken = 0
    # While the model reads one text, which needs no Python, the rules read the next.
    with ThreadPoolExecutor(READ_AT_ONCE) as pool:
        for number, (answer, wrong) in enumerate(pool.map(_answered, lines), 1):
            out.write(answer)
            if wrong:
                broken += 1
                errors.write(f"Line {number} cannot be read: {wrong}.\n")
    return 1 if broken else 0


def _answered(line: str) -> tuple[str, str]:
    """A line's answer, or none and what is wrong with it."""
    if not line.strip():
        return "", ""
    try:
        return json.dumps(_answer(json.loads(line)), ensure_ascii=False) + "\n", ""
    except (ValueError, TypeError, KeyError) as error:
        return "", _why(error)


def _answer(given: Any) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise TypeError("it is no JSON object")
    if not isinstance(given["text"], str):
        raise TypeError('"text" must be words')
    found = assess(given["text"], channel=given["channel"])
    return {"id": given["id"], "urgency": found.urgency, "also": list(found.also), "reasons": list(found.reasons)}


def _why(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
