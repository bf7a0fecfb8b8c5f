"""A file of figures as it leaves the program."""

from collections.abc import Iterable, Sequence

from fastapi import Response
from sqlalchemy.orm import Session

from app.accounts.signed_in import SignedIn
from app.audit import service as audit
from app.core import clock, spreadsheets
from app.core.spreadsheets import Cell
from app.reports.files.data_file import DataFile


def download(session: Session, user: SignedIn, kind: DataFile, rows: Iterable[Sequence[Cell]]) -> Response:
    """The file, to be saved; that it left the program is written down in the same transaction."""
    every = list(rows)
    audit.record_export(session, report=kind.name, rows=len(every), trust_id=user.trust_id, actor_id=user.person_id)
    content = spreadsheets.text([column.name for column in kind.columns], every)
    return spreadsheets.download(content, name=spreadsheets.file_name(kind.name, clock.now()))
