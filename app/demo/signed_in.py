"""The relatives of the demo as the services know them, without a browser."""

from app.accounts.roles import Role, permissions_of
from app.accounts.signed_in import SignedIn
from app.demo.past import Here
from app.demo.sign_ins import address


def relative(here: Here, who: str) -> SignedIn:
    """One of them, by first name."""
    roles = frozenset({Role.RELATIVE})
    return SignedIn(
        person_id=here.people[who],
        trust_id=here.trust_id,
        trust_name="",
        crisis_line_name="",
        crisis_line_number="",
        name=who,
        email=address(who),
        roles=roles,
        team_ids=(),
        permissions=permissions_of(roles),
        token_hash=b"",
        comes_back=False,
    )
