"""The replies that the demo's supporters keep at hand."""

from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from app.demo.past import Here
from app.messages.models import CannedReply

WORDS = Path(__file__).with_name("canned.yaml")


def add(session: Session, here: Here) -> None:
    """Adds them."""
    for words in yaml.safe_load(WORDS.read_text(encoding="utf-8")):
        kept = {"title": words["title"], "text": words["text"].strip()}
        session.add(CannedReply(trust_id=here.trust_id, changed_by=here.people["Sue"], **kept))
