"""What the database refuses is logged without what somebody wrote."""

import pytest
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Person
from app.core.db import unit_of_work
from tests.people import Cast


def test_an_error_of_the_database_holds_no_address_and_no_name(cast: Cast) -> None:
    again = Person(trust_id=cast.riverside.id, email=cast.alice.email, name="Alice Quill", password_hash="x")

    with pytest.raises(IntegrityError) as refused, unit_of_work(cast.riverside.id) as session:
        session.add(again)
        session.flush()

    text = f"{refused.value} {refused.value.orig}"
    assert "people" in text
    assert cast.alice.email not in text
    assert "Quill" not in text
