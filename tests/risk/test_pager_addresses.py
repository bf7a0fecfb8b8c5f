"""One pager's broken address keeps no other pager waiting, and is not taken in the first place."""

import pytest
from pydantic import ValidationError
from sqlalchemy import select

from app.core.db import Platform, unit_of_work
from app.risk import paging
from app.risk.models import FlagCall
from app.risk.rules import Rung, Urgency
from app.risk.settings_forms import ContactForm
from tests.builders import risk as build
from tests.people import Cast


def test_a_pager_whose_address_is_broken_keeps_no_other_waiting(cast: Cast) -> None:
    build.make_contact(cast.riverside, Rung.DUTY, by=cast.tess, webhook="https://pager:abc/")
    build.make_contact(cast.hillside, Rung.DUTY, by=cast.hanna, webhook="https://127.0.0.1:9/")
    build.make_flag(cast.alice, Urgency.LOOK_NOW)
    build.make_flag(cast.hugo, Urgency.LOOK_NOW)

    paging.page_all_due()

    with unit_of_work(Platform.SWEEP) as session:
        tried = session.scalars(select(FlagCall.attempts).where(FlagCall.channel == "webhook")).all()
    assert list(tried) == [1, 1]


@pytest.mark.parametrize("address", ["https://pager:abc/", "https://[::1/", "http://pager.example", "https://"])
def test_an_address_that_is_none_is_not_taken(address: str) -> None:
    with pytest.raises(ValidationError, match="begins with https"):
        ContactForm.model_validate({"rung": "duty", "name": "Night team", "email": "n@example.org", "webhook": address})
