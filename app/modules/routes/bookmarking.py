"""Keeping a whole page in the toolbox, and letting it go again."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import Relative
from app.core.routing import Database, Router
from app.modules import service
from app.modules.routes import showing

router = Router()


@router.post("/modules/{module}/{page}/keep")
def keep(request: Request, session: Database, user: Relative, module: str, page: str) -> Response:
    """Puts the page into the toolbox; a second time changes nothing."""
    here = showing.find_page(request, module, page)
    service.keep_page(session, reader=user, page=here.page, version=here.module.version)
    return RedirectResponse(f"{here.page.href}#keep", 303)


@router.post("/modules/{module}/{page}/let-go")
def let_go(request: Request, session: Database, user: Relative, module: str, page: str) -> Response:
    """Takes the page out of the toolbox."""
    here = showing.find_page(request, module, page)
    service.let_page_go(session, reader=user, page=here.page)
    return RedirectResponse(f"{here.page.href}#keep", 303)
