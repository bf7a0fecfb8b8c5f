"""What the words mean: all of them from A to Z, or those that somebody looks up."""

from fastapi import Request, Response

from app.accounts.dependencies import ModuleReader
from app.core.pages import render
from app.core.routing import Router
from app.modules.content import jargon
from app.modules.routes import showing

router = Router()


@router.get(jargon.HREF)
def words(request: Request, _user: ModuleReader, q: str = "") -> Response:
    """The list, or what was found in it."""
    asked = q.strip()
    known = showing.library(request).jargon
    found = known.search(asked) if asked else known.terms
    return render(
        request, "modules/words.html", asked=asked, found=found, letters={} if asked else jargon.by_letter(found)
    )
