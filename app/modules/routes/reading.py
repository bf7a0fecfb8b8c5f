"""Home, the modules, and their pages."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.accounts.dependencies import ModuleReader, Relative
from app.core.pages import render
from app.core.routing import Database, Router
from app.modules import presenters, queries, rules, service
from app.modules.routes import showing
from app.toolbox import queries as toolbox

router = Router()


@router.get("/home")
def home(request: Request, session: Database, user: Relative) -> Response:
    """A relative's own start: where they stopped, what could come next, and whom to ring."""
    library = showing.library(request)
    seen = queries.seen(session, person_id=user.person_id)
    stopped = rules.carry_on(library, seen)
    module = library.module(stopped.module) if stopped else None
    suggested = rules.suggested(library, seen)
    return render(
        request,
        "modules/home.html",
        stopped=stopped,
        stopped_in=presenters.card(module, rules.in_module(module, seen)) if module else None,
        suggested=presenters.card(suggested, {}) if suggested else None,
        is_new=not seen,
        modules=presenters.cards(library, seen),
        kept=toolbox.count(session, person_id=user.person_id),
        reminders=request.app.state.reminders_on_first_page(session, user=user),
    )


@router.get("/modules")
def modules(request: Request, session: Database, user: ModuleReader) -> Response:
    """All modules."""
    seen = queries.seen(session, person_id=user.person_id) if user.is_relative else []
    cards = presenters.cards(showing.library(request), seen)
    return render(request, "modules/list.html", modules=cards, saves=user.is_relative)


@router.get("/modules/{module}")
def module(request: Request, session: Database, user: ModuleReader, module: str) -> Response:
    """What is in a module, and how far this person is."""
    library = showing.library(request)
    found = showing.find_module(request, module)
    seen = queries.seen(session, person_id=user.person_id) if user.is_relative else []
    here = rules.in_module(found, seen)
    return render(
        request,
        "modules/module.html",
        module=found,
        card=presenters.card(found, here),
        contents=presenters.contents(found, here),
        resume=rules.resume(found, seen),
        following=library.module(found.next),
        news=presenters.news(found, rules.last_read(found, seen)),
        warnings=library.warnings.get(found.path, []),
        saves=user.is_relative,
    )


@router.get("/modules/{module}/{page}")
def page(request: Request, session: Database, user: ModuleReader, module: str, page: str) -> Response:
    """One page. Four statements for a relative: who it is, that they opened it, what they saved, and one for figures."""
    here = showing.find_page(request, module, page)
    before = service.open_page(session, reader=user, module=here.module, page=here.page) if user.is_relative else []
    seen = {here.page.slug: False} | rules.in_module(here.module, before)
    earlier = next((each for each in before if each.page == here.page.slug), None)
    own = showing.own(session, user=user, module=here.module, pages=(here.page,))
    return showing.show(request, here, user=user, seen=seen, own=own, news=presenters.news(here.module, earlier))


@router.post("/modules/{module}/{page}/done")
def done(request: Request, session: Database, user: ModuleReader, module: str, page: str) -> Response:
    """Marks a page as done and goes on to the next one, or back to the module after the last."""
    here = showing.find_page(request, module, page)
    if user.is_relative:
        service.mark_done(session, reader=user, module=here.module, page=here.page)
    following = here.module.after(here.page)
    return RedirectResponse(following.href if following else here.module.href, 303)
