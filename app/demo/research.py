"""A study that the demo trust takes part in, and relatives who said yes to it. All made up."""

from sqlalchemy.orm import Session

from app.demo.past import Here
from app.demo.signed_in import relative
from app.outcomes.research import service
from app.outcomes.research.service import Wording

_STUDY = Wording(
    title="How relatives are in the first half year",
    approval="Made-up Research Ethics Committee, 26/DEMO/0042",
    contact="Tess at the Riverside Demo Trust, research@holdfast.example",
    words=(
        "This study is made up, so that you can see how a real one would ask you.\n\n"
        "We would like to know how relatives are when they first come here, after 12 weeks and after 24. "
        "If you say yes, researchers of the made-up University of Riverside get the answers that you give in check-ins, "
        "under a code and without your name, your address or anything that you write. "
        "They keep them for ten years and then destroy them.\n\n"
        "It is up to you. You can use everything here just the same if you say no, and you can stop at any time without "
        "a reason: then nothing of yours is in any file that is made from that day on."
    ),
)
_AGREED = ("Bola", "Chidi", "Farah", "Gwen", "Hollie", "Parveen", "Rosa")


def add(session: Session, here: Here) -> None:
    """Adds it, and those who agreed. Alice has not been asked yet."""
    study_id = service.open_study(session, user=relative(here, "Tess"), wording=_STUDY)
    for who in _AGREED:
        service.agree(session, user=relative(here, who), study_id=study_id)
