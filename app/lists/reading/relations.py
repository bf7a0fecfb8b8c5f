"""Who somebody is to the person they support, from the words that people type."""

import re

from app.invitations.rules import RELATIONSHIPS

# Such as "mother" for a parent. What may mean two things ("ex-wife", "in-law") is not guessed.
_WORDS: dict[str, str] = {
    "parent": "parent parents mother mum mam mom mummy father dad daddy stepmother stepmum stepfather stepdad stepparent "
    "adoptivemother adoptivefather fostermother fosterfather fosterparent",
    "partner": "partner husband wife spouse civilpartner fiance fiancé fiancee fiancée girlfriend boyfriend cohabitant "
    "cohabitee husbandorwife marriedpartner",
    "sibling": "sibling siblings brother sister stepbrother stepsister halfbrother halfsister twin twinbrother twinsister",
    "child": "child son daughter stepson stepdaughter stepchild adultchild",
    "grandparent": "grandparent grandmother grandfather gran granny grandma grandad granddad grandpa nan nana nanna",
    "other-relative": "aunt auntie aunty uncle cousin nephew niece grandson granddaughter grandchild motherinlaw "
    "fatherinlaw brotherinlaw sisterinlaw soninlaw daughterinlaw relative family familymember relation otherrelative "
    "otherfamily",
    "friend": "friend neighbour neighbor closefriend bestfriend familyfriend flatmate housemate colleague",
    "other": "other else carer caregiver unpaidcarer informalcarer guardian nextkin somebodyelse someoneelse supporter",
}
_KEYS = {word: key for key, words in _WORDS.items() for word in words.split()}
# "His mother", "mother of patient", "older brother (twin)".
_OF_WHOM = (
    "his her their my our the a an of to is patient patients s client clients service user users person dear "
    "older elder eldest younger youngest big little biological birth main"
)
_LEFT_OUT = frozenset(_OF_WHOM.split())
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def _bare(words: str) -> str:
    said = re.findall(r"[^\W\d_]+", _IN_BRACKETS.sub(" ", words.casefold()))
    kept = [each for each in said if each not in _LEFT_OUT]
    return "".join(kept)


_OURS = {_bare(said): key for key, words in RELATIONSHIPS.items() for said in (key, words)}


def relationship(words: str) -> str | None:
    """Our key for these words, or None when they are not understood."""
    bare = _bare(words)
    return _OURS.get(bare) or _KEYS.get(bare)


def is_plain(words: str, key: str) -> bool:
    """Whether they are our own words, so that nothing has to be said about how they were read."""
    return words.casefold() in {key, RELATIONSHIPS[key].casefold()}
