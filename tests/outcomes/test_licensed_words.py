"""A licensed text as it is uploaded: read as YAML or as a table, and every mistake with its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import spreadsheets
from app.outcomes.licensing import reading, table
from app.outcomes.licensing.reading import MOST_TEXT, decode, read
from tests.builders.licensing import INSTRUMENTS, SLOT, table_of, words_of, yaml_of

SLOTS = [each for each in INSTRUMENTS.values() if not each.is_open]
FIRST, SECOND = SLOT.items[0].id, SLOT.items[1].id
TABLE, YAML = table_of(), yaml_of()


def _said(text: str) -> list[str]:
    found = read(text, SLOT)
    assert found.filled is None
    assert found.words == {}
    return [str(each) for each in found.mistakes]


@pytest.mark.parametrize("slot", SLOTS, ids=lambda each: each.name)
@pytest.mark.parametrize("make", [table_of, yaml_of])
def test_the_words_of_every_slot_are_read_as_a_table_and_as_yaml(slot: object, make: object) -> None:
    found = read(make(slot), slot)  # type: ignore[operator, arg-type]

    assert found.mistakes == ()
    assert found.filled
    assert found.filled.has_words
    assert [item.text for item in found.filled.items] == list(words_of(slot)["items"].values())  # type: ignore[arg-type]


@pytest.mark.parametrize("slot", SLOTS, ids=lambda each: each.name)
def test_what_is_kept_fits_again(slot: object) -> None:
    found = read(table_of(slot), slot)  # type: ignore[arg-type]

    assert slot.with_words(found.words) == found.filled  # type: ignore[attr-defined]
    assert set(found.words) == {"items", "item_options"}


def test_the_template_names_everything_that_is_to_be_filled_in() -> None:
    empty = spreadsheets.text(table.COLUMNS, table.template(SLOT))

    said = _said(empty)

    questions, answers = len(SLOT.items), len({value for item in SLOT.items for value in item.values})
    assert len(said) == questions + answers
    assert said[0].startswith("Line 3, column 3:")
    assert read(table_of(), SLOT).filled


def test_a_table_may_have_semicolons_tabs_numbers_and_a_stem() -> None:
    for separator in (";", "\t"):
        text = TABLE.replace(",", separator).replace(f"\n{FIRST}{separator}", f"\n1{separator}")
        found = read(f"{text}STEM{separator}{separator}Over the last weeks\n", SLOT)

        assert found.mistakes == ()
        assert found.words["stem"] == "Over the last weeks"


def test_a_spreadsheet_may_leave_empty_columns_at_the_end() -> None:
    assert read(TABLE.replace("\n", ",,\n"), SLOT).filled


@pytest.mark.parametrize("typed", ["No", "7", "2026-13-45", "1.50", "null"])
def test_what_is_typed_is_what_is_asked(typed: str) -> None:
    found = read(YAML.replace("Made-up question 2", typed), SLOT)

    assert found.filled
    assert found.filled.items[1].text == typed


def test_one_question_may_have_answers_of_its_own() -> None:
    values = [str(each) for each in SLOT.items[0].values]
    own = "".join(f"{FIRST},{value},Own {value}\n" for value in values)

    found = read(TABLE + own, SLOT)

    assert found.filled
    assert [option.text for option in found.filled.items[0].options] == [f"Own {value}" for value in values]
    assert found.filled.items[1].options[0].text == f"Answer {values[0]}"


@pytest.mark.parametrize(
    "content",
    [
        "question,answer,words\r\n1,,Café\r\n".encode("utf-8-sig"),
        "question,answer,words\n1,,Café\n".encode("cp1252"),
        "question,answer,words\n1,,Café\n".encode("utf-16"),
    ],
)
def test_a_file_is_read_however_its_letters_are_written(content: bytes) -> None:
    assert decode(content) == "question,answer,words\n1,,Café\n"


MISTAKES = [
    ("", "Line 1, column 1: There is nothing in it."),
    ("   \n\n", "Line 1, column 1: There is nothing in it."),
    ("x" * (MOST_TEXT + 1), "Line 1, column 1: It is longer than 60,000 characters."),
    ("Just a sentence", "Line 1, column 1: There must be names and words here"),
    ("- a\n- b\n", "Line 1, column 1: There must be names and words here"),
    ("items:\n  a: 'open\n", "This cannot be read:"),
    ("items:\n  a: Have you: slept\n", "Line 2, column 14: This cannot be read:"),
    ("items:\n  a: fine\n  b: not\x07fine\n", "Line 3, column 9: Here stands what is no letter and no sign."),
    (TABLE.replace("Made-up question 1", "Caf\ufffd"), "Line 2, column 8: Here stands what is no letter and no sign."),
    (decode(b"PK\x03\x04\x14\x00\x06\x00\x08"), "A spreadsheet has to be saved as CSV UTF-8 first."),
    ("items:\n\ta: b\n", "Line 2, column 1: This cannot be read:"),
    (YAML + "other: x\n", 'column 1: "other" is not known here.'),
    (YAML + "stem:\n", 'column 1: "stem" must be words.'),
    (YAML + "? [a, b]\n: x\n", '"?" is not known here.'),
    ("<<: {items: {a: b}}\n" + YAML, 'Line 1, column 1: "<<" is not known here.'),
    (YAML.replace(f"  {SECOND}:", f"  {FIRST}:"), f'Line 3, column 3: "{FIRST}" stands here twice.'),
    (
        YAML.replace(f"  {SECOND}: Made-up question 2", f"  {SECOND}: [yes]"),
        f'Line 3, column 3: "{SECOND}" must be words',
    ),
    (YAML.replace(f"  {SECOND}:", "  nobody:"), 'Line 3, column 3: "nobody" is no question'),
    (YAML.replace(f"  {SECOND}: Made-up question 2\n", ""), f'Line 1, column 1: The question "{SECOND}" has no words.'),
    ("items: &a {b: *a}\n", "Line 1, column 15: This begins with *."),
    ("a: &a [1]\nb: *a\n", "Line 2, column 4: This begins with *."),
    ("[" * MOST_TEXT, "Line 1, column 5: There is too much inside each other here."),
    ("? " * (MOST_TEXT // 2), "column 9: There is too much inside each other here."),
    ("a: " + "[" * 5000 + "]" * 5000, "Line 1, column 7: There is too much inside each other here."),
    (
        YAML.replace("Made-up question 2", '!!python/object/apply:os.system ["true"]'),
        f'Line 3, column 3: "{SECOND}" must be words',
    ),
    (TABLE.replace(f"\n{FIRST},", "\nnobody,"), "Line 2, column 1: This is no question of WHO-5."),
    (TABLE + f"{FIRST},,Again\n", "column 1: The words for this stand in line 2 already."),
    (TABLE + ",,Whose\n", "column 1: Say which question or which answer these words are for."),
    (TABLE + f"{FIRST},,a,b\n", "column 4: There are more cells than columns."),
    (TABLE + f'{FIRST},0,"open\n', "column 1: A quotation mark opens here and does not close"),
    (TABLE.replace(f"\n{FIRST},,Made-up question 1", f"\n{FIRST},,"), f'Line 2, column 3: "{FIRST}" must be words.'),
    (TABLE + f"{FIRST},77,What\n", "column 3: Question 1: there is no answer that counts 77."),
    (TABLE.replace(",0,Answer 0\n", ""), "the answer that counts 0 has no words."),
    (TABLE.replace("Made-up question 1", "w" * 1001), f'Line 2, column 3: "{FIRST}" is longer than 1000 characters.'),
]


@pytest.mark.parametrize(("text", "sentence"), MISTAKES)
def test_each_mistake_is_told_with_its_place(text: str, sentence: str) -> None:
    assert any(sentence in each for each in _said(text)), _said(text)


def test_all_mistakes_are_told_at_once_in_order() -> None:
    text = TABLE.replace(f"\n{SECOND},", "\nnobody,") + ",,Whose\n" + "nobody,,Again\n"

    lines = [each.line for each in read(text, SLOT).mistakes]

    assert lines == sorted(lines)
    assert len(lines) == 3


def test_a_line_is_counted_as_an_editor_does_although_words_go_over_two() -> None:
    text = TABLE.replace("Made-up question 1", '"Made-up\nquestion 1"') + ",,Whose\n"

    [mistake] = read(text, SLOT).mistakes

    assert mistake.line == len(text.splitlines())


@given(st.text(max_size=300))
def test_whatever_is_pasted_is_read_or_told_to_be_wrong(text: str) -> None:
    found = read(text, SLOT)

    assert bool(found.filled) != bool(found.mistakes)


@given(st.binary(max_size=200))
def test_whatever_file_is_sent_is_text_that_can_be_kept(content: bytes) -> None:
    text = decode(content)

    assert "\x00" not in text
    text.encode()
    assert isinstance(reading.read(text, SLOT), reading.Reading)
