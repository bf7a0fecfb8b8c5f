"""A picture keeps what is seen on it and loses what a camera wrote into it."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.messages.rules import pictures

PLACE = b"GPS 53.8008 N 1.5491 W"


def part(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def exif(order: str, turned: int) -> bytes:
    """An Exif part with a camera's name before and a place after the direction."""
    entries = [(0x010F, 2, 4, 0x41424300), (0x0112, 3, 1, None), (0x8825, 4, 1, 99)]
    lines = b"".join(
        struct.pack(f"{order}HHI", tag, kind, count)
        + (struct.pack(f"{order}Hxx", turned) if value is None else struct.pack(f"{order}I", value))
        for tag, kind, count, value in entries
    )
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    return b"Exif\0\0" + head + struct.pack(f"{order}H", len(entries)) + lines + bytes(4) + PLACE


def jpeg(*told: bytes) -> bytes:
    header, scan = part(0xE0, b"JFIF\0"), part(0xDA, b"\1\1\0\0\x3f\0")
    return b"\xff\xd8" + header + b"".join(told) + part(0xDB, bytes(65)) + scan + b"pixels\xff\x00more\xff\xd9"


def test_the_first_bytes_say_what_it_is() -> None:
    assert pictures.kind_of(jpeg()) == "image/jpeg"
    assert pictures.kind_of(b"\x89PNG\r\n\x1a\nand so on") == "image/png"
    assert pictures.kind_of(b"<script>alert(1)</script>") is None


def test_a_picture_without_anything_told_stays_as_it_is() -> None:
    assert pictures.bared(jpeg()) == jpeg()


def test_places_comments_and_editors_notes_go() -> None:
    told = (part(0xE1, exif("<", 1)), part(0xE1, b"http://ns.adobe.com/xap/1.0/\0 Alice"), part(0xFE, b"at home"))

    assert pictures.bared(jpeg(*told, part(0xED, b"Photoshop Alice"))) == jpeg()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", [3, 6, 8])
def test_which_way_up_it_is_stays(order: str, turned: int) -> None:
    bare = pictures.bared(jpeg(part(0xE1, exif(order, turned))))

    assert PLACE not in bare
    assert bare[2:4] == b"\xff\xe1"
    assert pictures._orientation(bare[2:]) == turned


def test_the_text_in_a_png_goes() -> None:
    def chunk(kind: bytes, content: bytes = b"") -> bytes:
        return struct.pack(">I", len(content)) + kind + content + b"crc!"

    start, rest = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)), chunk(b"IDAT", b"pixels") + chunk(b"IEND")

    told = chunk(b"eXIf", PLACE) + chunk(b"tEXt", b"Author\0Alice") + chunk(b"tIME", bytes(7))
    assert pictures.bared(start + told + rest + b"more behind the end") == start + rest


@given(content=some.binary(max_size=300))
def test_what_is_no_whole_picture_is_refused_and_never_breaks_the_page(content: bytes) -> None:
    for start in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"):
        try:
            pictures.bared(start + content)
        except ValueError as refused:
            assert "cut off" in str(refused)


@given(turned=some.binary(min_size=8, max_size=80))
def test_an_exif_part_that_is_broken_is_refused_or_left_out(turned: bytes) -> None:
    try:
        bare = pictures.bared(jpeg(part(0xE1, b"Exif\0\0MM\0*" + turned)))
    except ValueError:
        return
    assert len(bare) <= len(jpeg()) + 40


def test_what_begins_like_a_picture_and_goes_on_as_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="cut off"):
        pictures.bared(b"\xff\xd8\xff\xe0\0\x04ab<script>alert(1)</script>")


def test_an_exif_part_without_a_direction_goes_whole() -> None:
    told = b"Exif\0\0MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHII", 0x8825, 4, 1, 99) + bytes(4) + PLACE

    assert pictures.bared(jpeg(part(0xE1, told))) == jpeg()
