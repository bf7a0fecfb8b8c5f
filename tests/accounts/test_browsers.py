"""Where a try comes from."""

import pytest
from fastapi import Request

from app.accounts.browsers import address_of


def _from(host: str) -> str:
    return address_of(Request({"type": "http", "headers": [], "client": (host, 1)}))


@pytest.mark.parametrize(
    ("host", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_what_somebody_can_choose_of_their_address_does_not_count(host: str, counts_as: str) -> None:
    assert _from(host) == counts_as
