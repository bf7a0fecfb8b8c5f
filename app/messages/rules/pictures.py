"""Pictures of supporters: what a file really is, by its first bytes, and without what a camera writes into it. Pure.

Sources: ITU-T T.81 annex B (JPEG markers), Exif 2.3 section 4.5, PNG third edition section 5 (W3C, 2025).
"""

import struct
from collections.abc import Iterator

MOST_BYTES = 400_000
JPEG, PNG = "image/jpeg", "image/png"
_JPEG_START, _PNG_START = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN = 0xDA
# APP0 is the file's own header, APP2 the colours, APP14 how they are stored. Places, times and names stand in others.
_KEPT_APPS = {0xE0, 0xE2, 0xEE}
_FIRST_APP, _LAST_APP, _EXIF, _COMMENT = 0xE0, 0xEF, 0xE1, 0xFE
_PNG_TOLD = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_ORIENTATION = 0x0112
_UPRIGHT, _LAST_TURN = 1, 8


def kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes: a JPEG, a PNG, or None."""
    if content.startswith(_JPEG_START):
        return JPEG
    return PNG if content.startswith(_PNG_START) else None


def bared(content: bytes) -> bytes:
    """The same picture without where and when it was taken. Which way up it is stays. Raises ValueError if it is cut off."""
    try:
        return _bared_png(content) if kind_of(content) == PNG else _bared_jpeg(content)
    except (struct.error, IndexError):
        raise ValueError("The picture is cut off.") from None


def _bared_jpeg(content: bytes) -> bytes:
    parts, turned, at = [content[:2]], _UPRIGHT, 2
    while content[at + 1] != _START_OF_SCAN:
        marker, (length,) = content[at + 1], struct.unpack_from(">H", content, at + 2)
        part = content[at : at + 2 + length]
        if content[at] != 0xFF or len(part) < 4:  # noqa: PLR2004 - a marker and its length
            raise ValueError("The picture is cut off.")
        if marker == _EXIF:
            turned = _orientation(part) or turned
        elif marker != _COMMENT and (marker in _KEPT_APPS or not _FIRST_APP <= marker <= _LAST_APP):
            parts.append(part)
        at += len(part)
    if turned != _UPRIGHT:
        parts.insert(1, _exif(turned))
    return b"".join([*parts, content[at:]])


def _orientation(part: bytes) -> int | None:
    """Which way up a camera was held, from the first directory of its Exif part."""
    head = part[4:10]
    order = {b"II": "<", b"MM": ">"}.get(part[10:12])
    if head != b"Exif\0\0" or order is None:
        return None
    (directory,) = struct.unpack_from(f"{order}I", part, 14)
    (entries,) = struct.unpack_from(f"{order}H", part, 10 + directory)
    for number in range(entries):
        tag, _kind, _count, value = struct.unpack_from(f"{order}HHIH", part, 12 + directory + 12 * number)
        if tag == _ORIENTATION:
            return int(value) if _UPRIGHT <= value <= _LAST_TURN else None
    return None


def _exif(turned: int) -> bytes:
    """An Exif part that says nothing but which way up."""
    told = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHxx", _ORIENTATION, 3, 1, turned) + bytes(4)
    return b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told


def _bared_png(content: bytes) -> bytes:
    return _PNG_START + b"".join(chunk for kind, chunk in _chunks(content) if kind not in _PNG_TOLD)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG_START)
    kind = b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        kind, chunk = content[at + 4 : at + 8], content[at : at + 12 + length]
        if len(chunk) < 12 + length:
            raise ValueError("The picture is cut off.")
        yield kind, chunk
        at += len(chunk)
