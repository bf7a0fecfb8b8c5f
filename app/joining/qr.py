"""QR codes as SVG paths, styled by class: the policy of our pages forbids a style in the markup."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # modules of white on each side, as ISO/IEC 18004 asks for
LEVEL = "m"  # still read when 15% is dirty or torn


@dataclass(frozen=True)
class Drawing:
    """One path of black modules, in a square of so many units."""

    side: int
    path: str


def draw(address: str) -> Drawing:
    """The QR code of a web address."""
    modules = [list(row) for row in segno.make_qr(address, error=LEVEL, boost_error=False).matrix]
    rows = (_row(row, y + QUIET) for y, row in enumerate(modules))
    return Drawing(side=len(modules) + 2 * QUIET, path="".join(rows))


def _row(modules: list[int], y: int) -> str:
    """The black runs of one line, each as a rectangle of height 1."""
    drawn, x = [], QUIET
    for black, run in groupby(modules):
        length = len(list(run))
        if black:
            drawn.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(drawn)
