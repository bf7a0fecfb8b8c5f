"""`holdfast audit`: whether the trail is whole."""

from rich.console import Console
from sqlalchemy import select

from app.audit import service
from app.audit.models import AuditEntry
from app.core.db import Platform, unit_of_work


def check() -> int:
    """Says for each trust's chain whether it is whole; 1 if any is broken."""
    console, broken = Console(), 0
    with unit_of_work(Platform.COMMAND_LINE) as session:
        for trust_id in session.scalars(select(AuditEntry.trust_id).distinct()):
            entry = service.first_broken(session, trust_id=trust_id)
            broken += entry is not None
            state = "whole" if entry is None else f"changed or cut at entry {entry}"
            console.print(f"{trust_id or 'the platform'}: {state}")
    return 1 if broken else 0
