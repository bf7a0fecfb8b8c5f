"""The page of files, with what each column means; and the same as a file."""

from fastapi import Request, Response

from app.accounts.dependencies import ReportReader
from app.accounts.signed_in import SignedIn
from app.core.pages import render
from app.core.routing import Database, Router
from app.reports.files.all import DICTIONARY, EVERY, Listed, dictionary
from app.reports.routes.downloads import download

router = Router(prefix="/staff/reports/files")


@router.get("")
def files_page(request: Request, user: ReportReader) -> Response:
    """Every file that this person may have."""
    return render(request, "reports/files.html", files=_for(user))


@router.get("/dictionary.csv")
def dictionary_file(session: Database, user: ReportReader) -> Response:
    """Every column of these files."""
    return download(session, user, DICTIONARY, dictionary(_for(user)))


def _for(user: SignedIn) -> tuple[Listed, ...]:
    return tuple(each for each in EVERY if user.may(each.permission))
