"""Alice makes a plan: one small step a page, kept as she goes, begun with what she wrote before."""

from collections.abc import Callable

from sqlalchemy import text

from app.accounts.models import Person
from app.core.db import Platform, unit_of_work
from tests.builders.plans import item_of, real
from tests.builders.toolbox import items_of
from tests.page import Browser
from tests.people import Cast
from tests.statements import counted

Browsers = Callable[[Person], Browser]
SIGNS = "/plans/early-signs"
PLANTED = "He hums the anthem of a country that is not there"
IN_MODULE = "/modules/managing-ups-and-downs/our-plan"


def events() -> list[tuple[str, str]]:
    with unit_of_work(Platform.SWEEP) as session:
        rows = session.execute(text("SELECT event, subject FROM usage_events WHERE event = 'plan.saved' ORDER BY id"))
        return [(row.event, row.subject) for row in rows]


def test_every_plan_is_in_the_list_with_how_far_it_is(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{SIGNS}/steps/going-up", box__up="Oranges")

    page = alice.visit("/plans")

    assert {plan.href for plan in real().values()} <= set(page.links)
    assert "1 of 7 parts" in page.text
    assert page.text.count("Not begun") == len(real()) - 1


def test_before_she_begins_she_reads_what_it_asks(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit(SIGNS)

    assert "What comes first when the person you support goes up?" in page.text
    assert f"{SIGNS}/steps/going-up" in page.links


def test_she_goes_through_every_step_of_every_plan(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for plan in real().values():
        for step in plan.steps:
            boxes = {f"box__{each.id}": each.options[0].id if each.options else each.id for each in step.fields}
            page = alice.submit(f"{plan.href}/steps/{step.name}", **boxes)

        assert page.path == plan.href
        assert f"{len(plan.steps)} of {len(plan.steps)} parts" in page.text
        assert [words for _label, words in item_of(cast.alice, plan.name).kept.lines] == [
            each.options[0].text if each.options else each.id for each in plan.fields
        ]


def test_each_step_is_kept_before_the_next_is_shown(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"{SIGNS}/steps/going-up", box__up="Oranges")

    assert page.path == f"{SIGNS}/steps/up-agreed"
    assert item_of(cast.alice, "early-signs").kept.lines == [["Going up: the first signs", "Oranges"]]
    assert events() == [("plan.saved", "early-signs")]


def test_a_step_can_be_left_out_and_nothing_is_kept(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"{SIGNS}/steps/going-up", box__up="  ")

    assert page.path == f"{SIGNS}/steps/up-agreed"
    assert items_of(cast.alice) == []
    assert events() == []


def test_going_back_she_finds_her_words_in_the_box(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{SIGNS}/steps/going-up", box__up="Oranges")

    assert alice.visit(f"{SIGNS}/steps/going-up").value("box__up") == "Oranges"


def test_changing_one_box_leaves_the_others_and_leads_back(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{SIGNS}/steps/going-up", box__up="Oranges")
    alice.submit(f"{SIGNS}/steps/going-down", box__down="Phone off")

    page = alice.submit(f"{SIGNS}/steps/going-up", box__up="Singing", change="1")

    assert page.path == SIGNS
    assert [words for _label, words in item_of(cast.alice, "early-signs").kept.lines] == ["Singing", "Phone off"]


def test_a_plan_that_is_emptied_is_no_plan_any_more(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{SIGNS}/steps/going-up", box__up="Oranges")
    alice.submit(f"{SIGNS}/steps/going-up", box__up="")

    assert items_of(cast.alice) == []


def test_what_is_too_long_stays_in_its_box_and_nothing_is_kept(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit(f"{SIGNS}/steps/going-up", box__up="o" * 1001)

    assert page.status == 422
    assert "Use 1000 characters or fewer. You typed 1001" in page.text
    assert page.value("box__up") == "o" * 1001
    assert items_of(cast.alice) == []


def test_a_choice_that_is_not_offered_is_not_kept(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).submit("/plans/loop/steps/link", box__link="their-face")

    assert page.status == 422
    assert items_of(cast.alice) == []


def test_what_she_wrote_in_a_module_and_about_him_is_offered_and_copied(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    fields = {"our-early-signs-plan__up": "Oranges", "our-early-signs-plan__tested": "3 May"}
    alice.submit(IN_MODULE, exercise="our-early-signs-plan", **fields)
    alice.submit("/toolbox/about", name="Rory", contacts="Grace, by day")

    offered = alice.visit(SIGNS)
    begun = alice.submit(f"{SIGNS}/begin")

    assert "What comes first when Rory goes up?" in offered.text
    assert "Our early-signs plan" in offered.text
    assert all(words in begun.text for words in ("Oranges", "3 May", "Grace, by day"))
    assert [
        item.source for item in items_of(cast.alice) if item.source == "managing-ups-and-downs/our-early-signs-plan"
    ]


def test_beginning_does_not_overwrite_a_plan_that_is_there(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/toolbox/about", contacts="Grace, by day")
    alice.submit(f"{SIGNS}/steps/ring", box__ring="Somebody else")

    alice.submit(f"{SIGNS}/begin")

    assert item_of(cast.alice, "early-signs").kept.lines[0][1] == "Somebody else"


def test_a_new_one_puts_the_old_one_aside_and_unshared(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/loop/steps/happened", box__happened="Lights on at six")
    alice.submit(f"/toolbox/{item_of(cast.alice, 'loop').id}/share")

    assert "Early Help can no longer read it" in alice.visit("/plans/loop/again").text
    page = alice.submit("/plans/loop/again")

    [aside] = items_of(cast.alice)
    assert "It is put aside" in page.text
    assert aside.kept.title.startswith("The loop between us, put aside on ")
    assert aside.kept.lines == [["What happened", "Lights on at six"]]
    assert aside.shared_with is None
    assert alice.visit(f"/toolbox/{aside.id}/edit").status == 404
    assert "Begin" in alice.visit("/plans/loop").text


def test_there_is_one_crisis_plan_at_a_time(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit("/plans/crisis/steps/me", box__me="Jo")

    assert alice.submit("/plans/crisis/again").status == 404
    assert item_of(cast.alice, "crisis").kept.lines == [["Who looks after me", "Jo"]]


def test_nobody_else_sees_her_plan_and_staff_have_no_plans(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit(f"{SIGNS}/steps/going-up", box__up=PLANTED)

    assert PLANTED not in browser_as(cast.ben).visit(SIGNS).text
    assert PLANTED not in browser_as(cast.ben).visit(f"{SIGNS}/print").text
    for member in (cast.cora, cast.sue, cast.max, cast.tess, cast.ada):
        assert browser_as(member).visit("/plans").status == 404
        assert browser_as(member).visit(SIGNS).status == 404


def test_the_team_reads_it_once_she_shares_it_and_she_is_told_on_every_step(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    alice.submit(f"{SIGNS}/steps/going-up", box__up=PLANTED)
    assert PLANTED not in browser_as(cast.cora).visit("/staff/shared").text

    item = item_of(cast.alice, "early-signs")
    alice.submit(f"/toolbox/{item.id}/share")

    assert PLANTED in browser_as(cast.cora).visit(f"/staff/shared/{item.id}").text
    assert "Early Help can read this" in alice.visit(f"{SIGNS}/steps/ring").text


def test_no_flag_is_raised_by_what_nobody_was_asked_to_read(cast: Cast, browser_as: Browsers) -> None:
    browser_as(cast.alice).submit("/plans/crisis/steps/signs", box__signs="He says he will kill himself tonight")

    with unit_of_work(Platform.SWEEP) as session:
        assert session.scalar(text("SELECT count(*) FROM flags")) == 0


def test_what_is_not_there_is_not_found(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for path in ("/plans/no-such", "/plans/no-such/print", f"{SIGNS}/steps/no-such", f"{SIGNS}/letter"):
        assert alice.visit(path).status == 404, path


def test_pages_cost_a_few_statements_however_much_is_written(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)
    for plan in real().values():
        field = plan.fields[0]
        words = field.options[0].id if field.options else "Words"
        alice.submit(f"{plan.href}/steps/{plan.steps[0].name}", **{f"box__{field.id}": words})

    for path in ("/plans", SIGNS, f"{SIGNS}/steps/ring", f"{SIGNS}/print"):
        with counted() as sent:
            assert alice.visit(path).status == 200
        assert len(sent) <= 4, (path, sent)


def test_nobody_is_said_to_read_along(cast: Cast, browser_as: Browsers) -> None:
    alice = browser_as(cast.alice)

    assert "No program reads it and nobody is called by it" in alice.visit("/plans").text
    assert "Nobody reads it while you write." in alice.visit(f"{SIGNS}/steps/ring").text


def test_who_is_afraid_is_led_elsewhere_before_a_row_is_drawn(cast: Cast, browser_as: Browsers) -> None:
    page = browser_as(cast.alice).visit("/plans/loop")

    assert "If somebody frightens or hurts you" in page.text
    assert "/modules/dealing-with-a-crisis/frightened-at-home" in page.links
