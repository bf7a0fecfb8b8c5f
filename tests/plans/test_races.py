"""Two tabs at once: neither takes away what the other wrote."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.accounts.models import Person
from tests.builders.plans import item_of, real
from tests.page import Browser
from tests.people import Cast


def test_alice_saves_every_step_at_once_and_all_of_it_is_kept(
    cast: Cast, browser_as: Callable[[Person], Browser]
) -> None:
    plan = real()["crisis"]
    fields = {step.name: {f"box__{each.id}": each.id for each in step.fields} for step in plan.steps}
    browsers = {name: browser_as(cast.alice) for name in fields}

    with ThreadPoolExecutor(4) as pool:
        sent = [
            pool.submit(browsers[name].submit, f"{plan.href}/steps/{name}", **words) for name, words in fields.items()
        ]
        assert {each.result().status for each in sent} == {200}

    assert [words for _label, words in item_of(cast.alice, "crisis").kept.lines] == [each.id for each in plan.fields]
