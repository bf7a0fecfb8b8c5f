"""Everything that our pages say is known, with what speaks for and against it."""

from fastapi import Request, Response

from app.accounts.dependencies import ModuleReader
from app.core.pages import render
from app.core.routing import Router
from app.modules.routes import showing

router = Router()

# The claim about toolkits like this one: the page begins with it, because it speaks against ourselves.
ABOUT_US = "online-toolkits"


@router.get("/evidence")
def evidence(request: Request, _user: ModuleReader) -> Response:
    """All claims, the sources of each with the contrasting ones first, and the pages that show it."""
    library = showing.library(request)
    claims = [(claim, library.citing(claim.name)) for claim in library.claims.values()]
    return render(request, "modules/evidence.html", claims=claims, about_us=library.claims.get(ABOUT_US))
