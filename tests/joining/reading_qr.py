"""Reads a QR code as a camera does after it has found the squares: mask, order of the modules, blocks, bytes.

Written from ISO/IEC 18004 for versions 2 to 6 at level M, without mending errors: what we draw has none.
"""

import re
from collections.abc import Callable

_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _x: y % 2 == 0,
    lambda _y, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
# Data bytes of each block at level M, by version.
_BLOCKS = {2: [28], 3: [44], 4: [32, 32], 5: [43, 43], 6: [27] * 4}
_FORMAT_MASK = 0b10101
Matrix = list[list[bool]]


def matrix_of(path: str, side: int, quiet: int) -> Matrix:
    """The modules that an SVG path of rectangles of height 1 makes black."""
    modules = [[False] * side for _ in range(side)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", path):
        for place in range(int(x), int(x) + int(length)):
            modules[int(y)][place] = True
    assert not any(any(row) for row in [*modules[:quiet], *modules[-quiet:]])
    assert not any(any(row[:quiet] + row[-quiet:]) for row in modules)
    return [row[quiet:-quiet] for row in modules[quiet:-quiet]]


def text_in(modules: Matrix) -> str:
    """What it says."""
    version = (len(modules) - 17) // 4
    bits = "".join(str(int(bit)) for bit in _data_bits(modules, version))
    read = [int(bits[place : place + 8], 2) for place in range(0, len(bits) - 7, 8)]
    stream = "".join(f"{byte:08b}" for byte in _one_after_the_other(read, _BLOCKS[version]))
    assert stream[:4] == "0100", "not in bytes"
    length = int(stream[4:12], 2)
    return bytes(int(stream[12 + 8 * n : 20 + 8 * n], 2) for n in range(length)).decode()


def _data_bits(modules: Matrix, version: int) -> list[bool]:
    size = len(modules)
    level_and_mask = int("".join(str(int(modules[8][x])) for x in range(5)), 2) ^ _FORMAT_MASK
    assert level_and_mask >> 3 == 0, "not level M"
    mask = _MASKS[level_and_mask & 7]
    bits, upwards = [], True
    for right in [*range(size - 1, 6, -2), 5, 3, 1]:
        for y in range(size - 1, -1, -1) if upwards else range(size):
            bits += [modules[y][x] != mask(y, x) for x in (right, right - 1) if not _has_a_job(y, x, size, version)]
        upwards = not upwards
    return bits


def _has_a_job(y: int, x: int, size: int, version: int) -> bool:
    """Whether a module belongs to the corners, the timing, the format or the small square."""
    corner = (y < 9 and x < 9) or (y < 9 and x >= size - 8) or (y >= size - 8 and x < 9)
    small_square = abs(y - (size - 7)) <= 2 and abs(x - (size - 7)) <= 2 and version > 1
    return corner or small_square or 6 in {y, x}


def _one_after_the_other(read: list[int], blocks: list[int]) -> list[int]:
    """The blocks' bytes come in turn; here they are all of one length."""
    data = read[: sum(blocks)]
    return [data[place] for block in range(len(blocks)) for place in range(block, len(data), len(blocks))]
