"""Plans in a real browser: step by step, the drawing and its table, the letter, the sheets, keyboard alone."""

import re

import pytest

from tests.browser.visitor import Visitor
from tests.builders.plans import item_of, make_plan, real
from tests.builders.toolbox import items_of
from tests.people import Cast

pytestmark = pytest.mark.browser

# As much as somebody in trouble writes: a sentence or two in each box.
ANSWERS = {
    "happened": "Six in the morning. Every light in the house is on.",
    "my-sense": "She has no respect for what I earn.",
    "my-feeling": "Cross, and very tired",
    "what-i-did": "I went round clicking them off, and muttered.",
    "effect-on-them": "She heard the clicks come nearer and nearer.",
    "their-sense": "He is turning the voices up on purpose.",
    "their-feeling": "Scared",
    "what-they-did": "Came flying out and screamed at me.",
    "effect-on-me": "There you are, I thought. No respect at all.",
    "link": "what-i-did",
    "instead": "I leave the lights on until she is up, and say good morning first.",
    "then": "That I am only coming home.",
}
# The words of the drawing that lie in none of its boxes.
_OUTSIDE = """svg => {
  const boxes = [...svg.querySelectorAll('rect')].map(each => each.getBBox());
  const holds = (box, words) => words.x >= box.x && words.x + words.width <= box.x + box.width
    && words.y >= box.y && words.y + words.height <= box.y + box.height;
  const texts = [...svg.querySelectorAll('text')];
  return texts.filter(text => !boxes.some(box => holds(box, text.getBBox()))).map(text => text.textContent);
}"""
SENTENCE = "Grace by day, until five o'clock. After that the crisis line, and then Uncle Femi, who has a car. "


def _draw_a_row(visitor: Visitor) -> None:
    """Fills every box of the circle by hand, and lands on the plan."""
    visitor.open("/plans/loop")
    visitor.page.get_by_role("button", name="Begin", exact=True).click()
    for step in real()["loop"].steps:
        for field in step.fields:
            if field.options:
                visitor.page.locator(f"input[value={ANSWERS[field.id]}]").check()
            else:
                visitor.page.locator(f"#box__{field.id}").fill(ANSWERS[field.id])
        visitor.page.get_by_role("button", name=re.compile("Save and")).click()
    visitor.page.wait_for_load_state()


def _sheets(visitor: Visitor) -> int:
    """How many sheets of A4 the page takes, with the margins that most printers need."""
    visitor.page.emulate_media(media="print")
    paper = visitor.page.pdf(format="A4", margin={"top": "10mm", "right": "10mm", "bottom": "10mm", "left": "10mm"})
    visitor.page.emulate_media(media="screen")
    return len(re.findall(rb"/Type\s*/Page\b", paper))


def test_alice_makes_an_early_signs_plan(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/plans")
    visitor.look("plans")
    visitor.follow("Early-signs plan")
    visitor.look("plans-start")
    visitor.page.get_by_role("button", name="Begin", exact=True).click()
    visitor.look("plans-step")
    visitor.page.locator("#box__up").fill("o" * 1100)
    visitor.press("Save and go on")
    visitor.look("plans-step-too-long")
    visitor.page.locator("#box__up").fill("Oranges. Singing on the stairs")
    visitor.press("Save and go on")
    visitor.follow("Leave this out")
    visitor.follow("stop here and see the plan")
    visitor.look("plans-plan")

    assert item_of(cast.alice, "early-signs").kept.lines == [
        ["Going up: the first signs", "Oranges. Singing on the stairs"]
    ]


def test_a_row_is_drawn_as_a_circle_with_the_same_as_a_table(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    _draw_a_row(visitor)
    visitor.look("plans-loop")
    table, drawing = visitor.page.locator("main table").inner_text(), visitor.page.locator(".circle__drawing")
    drawn = " ".join(drawing.locator("text").all_text_contents())

    for name, words in ANSWERS.items():
        if name not in {"happened", "link", "instead", "then"}:
            assert words in table
            assert words in drawn
    assert "(I can change this)" in table
    assert drawing.evaluate(_OUTSIDE) == []
    visitor.open("/plans/loop/steps/my-side?change=1")
    visitor.page.locator("#box__my-sense").fill("W" * 40 + " and Wm@ MW" * 20)
    visitor.press("Save")
    assert visitor.page.locator(".circle__drawing").evaluate(_OUTSIDE) == []
    visitor.look("plans-loop-long")
    visitor.open("/plans/loop/again")
    visitor.look("plans-again")


def test_each_plan_is_one_sheet_and_an_empty_one_too(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    for name, plan in real().items():
        visitor.open(f"{plan.href}/print")
        visitor.check_paper()
        assert _sheets(visitor) == 1, f"{name}, empty"
        make_plan(cast.alice, plan, ANSWERS, others=SENTENCE)
        visitor.open(f"{plan.href}/print")
        visitor.look(f"plans-print-{name}")
        visitor.check_paper()
        assert _sheets(visitor) == 1, name


def test_the_letter_is_one_sheet_and_her_name_is_not_kept(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    make_plan(cast.alice, real()["carers-assessment"], {}, others=SENTENCE)
    visitor.open("/plans/carers-assessment")
    visitor.follow("See it as a letter")
    visitor.look("plans-letter-empty")
    visitor.fill("Your name (optional)", "Alice Aldous")
    visitor.fill("Your address (optional)", "2 Bank Street\nRiverside")
    visitor.press("Put them into the letter")
    visitor.look("plans-letter")

    assert "Alice Aldous" in visitor.page.locator(".letter").inner_text()
    assert _sheets(visitor) == 1
    assert "Aldous" not in str(items_of(cast.alice))


def test_the_crisis_plan_makes_a_card(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    make_plan(cast.alice, real()["crisis"], {}, others="Low light, one person, tea.")
    visitor.open("/plans/crisis")
    visitor.look("plans-crisis")
    visitor.follow("Print it as a card for your wallet")
    visitor.look("plans-card")

    card = visitor.page.locator(".wallet").inner_text()
    assert all(label in card for label in ("Helps:", "Makes it worse:", "Ring:", "Medicines:", "999"))


def test_a_plan_is_made_by_keyboard_alone(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/plans/loop/steps/link")
    keyboard = visitor.page.keyboard
    _tab_until(visitor, "document.activeElement.type === 'radio'")
    keyboard.press("Space")
    keyboard.press("ArrowDown")
    _tab_until(visitor, "document.activeElement.innerText === 'Save and go on'")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")
    _tab_until(visitor, "document.activeElement.tagName === 'TEXTAREA'")
    keyboard.type("I leave the lights on.")
    _tab_until(visitor, "document.activeElement.innerText === 'Save and see the plan'")
    with visitor.page.expect_navigation():
        keyboard.press("Enter")

    assert [words for _label, words in item_of(cast.alice, "loop").kept.lines] == [
        "What I make of it: what else could it be?",
        "I leave the lights on.",
    ]


def _tab_until(visitor: Visitor, condition: str) -> None:
    for _key in range(80):
        if visitor.page.evaluate(condition):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{condition} is never true on {visitor.page.url}")


def test_a_plan_begins_with_what_she_wrote_about_him(visitor: Visitor, cast: Cast) -> None:
    visitor.sign_in("alice@example.org")
    visitor.open("/toolbox/about")
    visitor.fill("Their first name or initials", "Rory")
    visitor.fill("Whom to ring in their team", "Grace by day")
    visitor.press("Keep it")
    visitor.open("/plans/early-signs")
    visitor.look("plans-start-earlier")
    visitor.press("Begin with what I wrote")
    visitor.look("plans-begun")

    assert item_of(cast.alice, "early-signs").kept.lines == [["Whom to ring, by day and by night", "Grace by day"]]
