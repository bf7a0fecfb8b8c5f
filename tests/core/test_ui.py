"""The components print every word they are given, escaped, as valid HTML and as the design system prints it."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from app.core.templating import environment

SCRIPT = "<script>alert(1)</script>"
LINK = {"text": "Ring the team", "href": "/team"}
OPTIONS = [{"value": "a", "text": "Bearable", "hint": "Like last week"}, {"value": "b", "text": "Hard"}]
SOURCE = {"says": "Fewer relapses", "citation": "A review", "year": 2010, "where": "Results", "address": "/x"}
FIELD = {"name": "email", "label": "Email address", "error": "Enter an email address", "hint": "Only for you"}

# Each component with every parameter that takes words.
COMPONENTS: dict[str, dict[str, Any]] = {
    "button": {"text": "Save", "variant": "secondary", "name": "do", "value": "save", "id": "go", "action": "/x"},
    "link_button": {"text": "Sign in", "href": "/sign-in", "variant": "secondary"},
    "back_link": {"text": "Back", "href": "/x"},
    "breadcrumb": {"items": [LINK]},
    "tag": {"text": "Sent", "colour": "green"},
    "text_input": {**FIELD, "value": "alice", "type": "tel", "autocomplete": "tel", "inputmode": "tel", "width": "10"},
    "email_input": {**FIELD, "value": "alice", "autocomplete": "email"},
    "password_input": {**FIELD, "autocomplete": "new-password", "id": "secret"},
    "textarea": {**FIELD, "value": "Two\nlines", "id": "box", "described_by_id": "card"},
    "file_input": {**FIELD, "accept": "image/png", "id": "file"},
    "select": {**FIELD, "options": [{"value": "a", "text": "Parent"}]},
    "radios": {"name": "how", "legend": "How was it?", "options": OPTIONS, "error": "Choose one", "hint": "Be honest"},
    "checkboxes": {"name": "what", "legend": "What helped?", "options": OPTIONS, "error": "Choose", "hint": "Any"},
    "checkbox": {"name": "read", "text": "I have read this", "value": "yes", "error": "Tick the box", "hint": "All"},
    "fieldset": {"legend": "Your name"},
    "search_box": {"value": "voices", "error": "Too long", "label": "Look for"},
    "error_summary": {"errors": {"email": "Enter an email address", "form": "Too late"}, "heading": "A problem"},
    "notification": {"heading": "It was sent", "body": "By email", "title": "Done"},
    "panel": {"heading": "It was sent", "body": "By email"},
    "progress": {"value": 3, "most": 8, "text": "3 of 8 pages read", "id": "bar"},
    "crisis_card": {
        "who_reads": "Sue reads this.",
        "when": "Soon.",
        "local_name": "Lune line",
        "local_number": "01524",
    },
    "safety_answer": {
        "heading": "We have received it",
        "sentences": ["Sue looks today."],
        "local_name": "Lune line",
        "local_number": "01524",
    },
    "inset": {"body": "Set apart"},
    "important": {"heading": "You did not cause this", "body": "Nobody did"},
    "care_card": {"kind": "urgent", "heading": "Ring NHS 111 if:", "body": "he does not sleep"},
    "do_dont": {"kind": "do", "heading": "What helps", "items": ["Less noise"]},
    "details": {"summary": "More", "body": "Words"},
    "expander": {"summary": "More", "body": "Words"},
    "card": {"heading": "A module", "href": "/m", "body": "Words"},
    "summary_list": {"rows": [{"key": "Email", "value": "a@example.org", "href": "/x", "action": "Mend"}]},
    "table": {"caption": "By team", "head": ["Team", "Joined"], "rows": [["East", "3"]], "numbers_from": 1},
    "task_list": {"items": [{**LINK, "hint": "30 minutes", "status": "Started", "colour": "blue"}], "id": "tasks"},
    "contents_list": {"items": [{**LINK, "current": False, "note": "done"}], "label": "Pages"},
    "pagination": {"previous": LINK, "next": LINK, "label": "Pages"},
    "story": {"title": "The bus", "teller": "Amira", "provenance": "From many relatives", "body": "He laughed"},
    "evidence": {
        "claim": "It helps",
        "checked_on": date(2026, 11, 22),
        "sources": [{**SOURCE, "stance": "supporting"}, {**SOURCE, "stance": "contrasting"}],
        "counts": "1 for it",
        "href": "/evidence",
    },
    "evidence_sources": {"checked_on": date(2026, 11, 22), "sources": [{**SOURCE, "stance": "supporting"}]},
    "ask_team": {"body": "Who do we ring?", "heading": "Ask"},
    "reflect": {"body": "What was hard?", "heading": "Think"},
}
# What steers a component and is not printed by it.
STEERING = {"kind", "stance"}

EXPECTED_FIELD = {"label": "Email address", "name": "email", "hint": "Only for you", "errorMessage": "Enter it"}
OUR_FIELD = {"label": "Email address", "name": "email", "hint": "Only for you", "error": "Enter it"}
FIELDSET = {"legend": {"text": "How was it?", "size": "m"}}
OUR_CHOICE = {"name": "how", "legend": "How was it?", "options": OPTIONS, "hint": "Be honest", "error": "Choose one"}
CHOICE = {"name": "how", "fieldset": FIELDSET, "items": OPTIONS, "hint": "Be honest", "errorMessage": "Choose one"}
# What we write out for speed, beside the design system's macro and its parameters.
WRITTEN_OUT = [
    ("button", {"text": "Save", "variant": "warning", "name": "do"}, "button", "button", None),
    ("link_button", {"text": "Go", "href": "/x", "small": True}, "button", "button", None),
    ("tag", {"text": "Sent", "colour": "green"}, "tag", "tag", None),
    ("text_input", {**OUR_FIELD, "value": "a", "width": "20"}, "input", "input", {"value": "a", "width": "20"}),
    ("textarea", {**OUR_FIELD, "value": "Two\n lines"}, "textarea", "textarea", {"value": "Two\n lines"}),
    ("select", {**OUR_FIELD, "options": OPTIONS, "value": "b"}, "select", "select", {"items": OPTIONS, "value": "b"}),
    ("radios", {**OUR_CHOICE, "value": "b"}, "radios", "radios", {**CHOICE, "value": "b"}),
    ("checkboxes", {**OUR_CHOICE, "values": ["b"]}, "checkboxes", "checkboxes", {**CHOICE, "values": ["b"]}),
]


def show(component: str, **parameters: Any) -> str:
    """The component's HTML; fieldset needs something inside it."""
    ui = environment().get_template("core/ui.html").module
    if component == "fieldset":
        parameters.setdefault("caller", str)
    return str(getattr(ui, component)(**parameters))


def words(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each word inside a parameter."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from words(inner, (*path, key))


def with_word(component: str, path: tuple[Any, ...], word: str) -> dict[str, Any]:
    """The component's parameters with one word exchanged."""
    changed: Any = deepcopy(COMPONENTS[component])
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = word
    return dict(changed)


def outline(html: str) -> list[tuple[str, dict[str, str], str]]:
    """Tags, attributes and text of a fragment, without the white space between them."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(node.tag, dict(node.attrib), _text(node)) for node in tree.iter() if node.tag != "DOCUMENT_FRAGMENT"]


def _text(node: Any) -> str:
    text = node.text or ""
    return text if node.tag == "textarea" else text.strip()


EVERY_WORD = [(name, path) for name, parameters in COMPONENTS.items() for path in words(parameters)]


def test_every_component_is_in_this_test() -> None:
    ui = environment().get_template("core/ui.html").module
    assert {name for name in dir(ui) if name[0] != "_" and hasattr(getattr(ui, name), "arguments")} == set(COMPONENTS)


@pytest.mark.parametrize(("component", "path"), EVERY_WORD)
def test_a_script_in_any_word_is_only_text(component: str, path: tuple[Any, ...]) -> None:
    assert "<script" not in show(component, **with_word(component, path, SCRIPT))


@pytest.mark.parametrize(("component", "path"), [way for way in EVERY_WORD if way[1][-1] not in STEERING])
def test_every_word_is_shown(component: str, path: tuple[Any, ...]) -> None:
    assert "zebra" in show(component, **with_word(component, path, "zebra"))


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_parameter_that_does_not_exist_is_an_error(component: str) -> None:
    with pytest.raises(TypeError, match="no keyword argument 'lable'"):
        show(component, **COMPONENTS[component], lable="x")


@pytest.mark.parametrize("component", COMPONENTS)
def test_every_component_is_valid_html(component: str) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(show(component, **COMPONENTS[component]))


@pytest.mark.parametrize(("component", "ours", "folder", "macro", "theirs"), WRITTEN_OUT)
def test_what_is_written_out_is_what_the_design_system_prints(
    component: str, ours: dict[str, Any], folder: str, macro: str, theirs: dict[str, Any] | None
) -> None:
    parameters = ours if theirs is None else theirs if "fieldset" in theirs else EXPECTED_FIELD | theirs
    printed = getattr(environment().get_template(f"nhsuk/components/{folder}/macro.jinja").module, macro)(parameters)
    assert outline(show(component, **ours)) == outline(str(printed))


def test_what_somebody_typed_comes_back_to_the_letter() -> None:
    typed = "\n  First line\n\n\tsecond & <third>"
    box = html5lib.parseFragment(show("textarea", name="note", label="Note", value=typed), namespaceHTMLElements=False)
    assert box.find(".//textarea").text == typed


@pytest.mark.parametrize(
    "component", ["inset", "important", "care_card", "details", "expander", "card", "notification", "fieldset"]
)
def test_a_box_inside_another_component_keeps_its_lines(component: str) -> None:
    box = "<textarea>\nTwo\nlines</textarea>"
    needed = {key: value for key, value in COMPONENTS[component].items() if key != "body"}
    assert box in show(component, **needed, caller=lambda: Markup(box))


def test_a_page_without_errors_has_no_summary_of_errors() -> None:
    assert show("error_summary", errors={}).strip() == ""


def test_what_speaks_against_a_claim_stands_before_what_speaks_for_it() -> None:
    shown = show("evidence", **COMPONENTS["evidence"])
    assert shown.index("speaks against") < shown.index("speaks for")
