"""Finds modules and pages by their addresses, and shows a page with what somebody gave to its activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from app.accounts.signed_in import SignedIn
from app.core.config import settings
from app.core.errors import NotFound
from app.core.forms import Errors
from app.core.pages import render
from app.core.routing import Database
from app.modules import forms, presenters, rules, service
from app.modules import library as modules
from app.modules.content.blocks import Activity
from app.modules.content.library import Library, Module, Page
from app.modules.exercises import NOTHING, Given
from app.modules.own import NOBODYS, Own
from app.modules.presenters import News
from app.toolbox import queries as toolbox
from app.toolbox.queries import Saved
from app.toolbox.rules import ABOUT


@dataclass(frozen=True)
class Here:
    """A page and the module that it is in."""

    module: Module
    page: Page


def library(request: Request) -> Library:
    """All content, with nothing in it that has expired."""
    state = request.app.state
    if modules.has_expired(state.library):
        state.library = modules.read_again(state.library, folder=settings().content_folder, directory=state.directory)
    loaded: Library = state.library
    return loaded


def find_module(request: Request, slug: str) -> Module:
    """Raises NotFound in words that lead on."""
    module = library(request).module(slug)
    if module is None:
        raise NotFound("There is no module at this address. You can find all modules under Modules.")
    return module


def find_page(request: Request, module: str, page: str) -> Here:
    """Raises NotFound in words that lead on."""
    found = find_module(request, module)
    place = found.page(page)
    if place is None:
        raise NotFound(f'The module "{found.title}" has no page at this address. You can find all its pages there.')
    return Here(found, place)


def own(session: Database, *, user: SignedIn, module: Module, pages: Sequence[Page]) -> Own:
    """What a relative keeps that belongs on some pages of a module, in one statement."""
    if not user.is_relative:
        return NOBODYS
    activities = {service.source(page, each): each for page in pages for each in page.activities.values()}
    kept_as = {service.page_source(page): page.slug for page in pages}
    saved = toolbox.answers_for(session, person_id=user.person_id, sources=[ABOUT, *activities, *kept_as])
    about = saved[ABOUT].answer["fields"] if ABOUT in saved else {}
    given = {each.name: _given(module, each, saved.get(source), about) for source, each in activities.items()}
    return Own(
        {name: each for name, each in given.items() if each is not NOTHING},
        about,
        frozenset(slug for source, slug in kept_as.items() if source in saved),
    )


def _given(module: Module, activity: Activity, saved: Saved | None, about: Mapping[str, str]) -> Given:
    if saved:
        filled = forms.filled(activity, saved.answer)
        outdated = saved.version is not None and saved.version < module.version
        return Given(filled, {}, answer=saved.answer, saved_at=saved.saved_at, is_outdated=outdated)
    begun = forms.begun(activity, about)
    return Given(begun, {}) if begun else NOTHING


def show(
    request: Request,
    here: Here,
    *,
    user: SignedIn,
    seen: Mapping[str, bool],
    own: Own,
    errors: Errors | None = None,
    news: News | None = None,
) -> Response:
    """The page; with errors it says so in its title and answers 422."""
    module, page = here.module, here.page
    progress = rules.progress(module, seen)
    return render(
        request,
        "modules/page.html",
        status=422 if errors else 200,
        errors=errors,
        module=module,
        page=page,
        number=module.number_of(page),
        parts=presenters.parts(page, own, saves=user.is_relative),
        before=module.before(page),
        after=module.after(page),
        contents=presenters.contents(module, seen, current=page.slug),
        progress=presenters.progress_words(progress),
        is_finished=progress.is_finished,
        news=news,
        warnings=library(request).warnings.get(page.path, []),
        done=seen.get(page.slug, False),
        saves=user.is_relative,
        keeps=page.slug in own.keeps,
    )
