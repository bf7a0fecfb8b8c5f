"""`holdfast risk scan`: texts in, urgencies out, line by line."""

import json
from io import StringIO

from app.risk.command_line import scan


def _scan(*lines: str) -> tuple[int, list[dict[str, object]], str]:
    out, errors = StringIO(), StringIO()
    code = scan(lines, out=out, errors=errors)
    return code, [json.loads(each) for each in out.getvalue().splitlines()], errors.getvalue()


def _line(name: str, text: str, channel: str = "message") -> str:
    return json.dumps({"id": name, "channel": channel, "text": text}) + "\n"


def test_each_text_is_answered_in_its_order() -> None:
    code, answers, errors = _scan(
        _line("b", "He is going to kill himself tonight"), _line("a", "Thank you all", "forum")
    )

    assert (code, errors) == (0, "")
    assert [each["id"] for each in answers] == ["b", "a"]
    assert [each["urgency"] for each in answers] == ["look_now", "normal"]
    assert set(answers[0]) == {"id", "urgency", "also", "reasons"}


def test_a_broken_line_is_named_and_the_others_are_answered() -> None:
    code, answers, errors = _scan("{broken\n", _line("a", "Hello"), '{"id": "c", "channel": "forum"}\n', "[1]\n")

    assert code == 1
    assert [each["id"] for each in answers] == ["a"]
    assert [f"Line {number} " in errors for number in (1, 2, 3, 4)] == [True, False, True, True]


def test_an_unknown_channel_is_a_broken_line() -> None:
    code, answers, errors = _scan(_line("a", "Hello", "letter"))

    assert (code, answers) == (1, [])
    assert "letter" in errors
