"""A file of figures, with what each column means."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, what it means in a sentence, and its unit."""

    name: str
    means: str
    unit: str


@dataclass(frozen=True)
class DataFile:
    """One kind of file: its name in addresses and file names, what it holds in a sentence, and its columns."""

    name: str
    says: str
    columns: tuple[Column, ...]
