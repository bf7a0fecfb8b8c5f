"""What comes out of reading a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One person. `line` is the row as a spreadsheet numbers it: the names of the columns are row 1."""

    line: int
    email: str
    first_name: str
    relationship: str


@dataclass(frozen=True)
class Reading:
    """People, or problems in sentences and nobody. `remarks` say how something was understood."""

    rows: tuple[Row, ...] = ()
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Unreadable(Exception):
    """Something is wrong with the file as a whole; `sentence` says what."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
