"""Finds modules and pages by their addresses, and shows a page with what somebody gave to its activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Request, Response

from app.accounts.signed_in import SignedIn
from app.core.errors import NotFound
from app.core.forms import Errors
from app.core.pages import render
from app.core.routing import Database
from app.modules import forms, presenters, rules, service
from app.modules.content.blocks import Activity
from app.modules.content.library import Library, Module, Page
from app.modules.exercises import Given
from app.toolbox import queries as toolbox
from app.toolbox.queries import Saved


@dataclass(frozen=True)
class Here:
    """A page and the module that it is in."""

    module: Module
    page: Page


def library(request: Request) -> Library:
    """All content, as it was loaded when the program started."""
    loaded: Library = request.app.state.library
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


def kept(session: Database, *, user: SignedIn, pages: Sequence[Page]) -> dict[str, Given]:
    """What a relative saved from the activities on some pages of a module, by the activity's name."""
    if not user.is_relative:
        return {}
    sources = {service.source(page, each): each for page in pages for each in page.activities.values()}
    saved = toolbox.answers_for(session, person_id=user.person_id, sources=sources)
    return {sources[source].name: _given(sources[source], found) for source, found in saved.items()}


def _given(activity: Activity, saved: Saved) -> Given:
    return Given(forms.filled(activity, saved.answer), {}, answer=saved.answer, saved_at=saved.saved_at)


def show(
    request: Request,
    here: Here,
    *,
    user: SignedIn,
    seen: Mapping[str, bool],
    given: Mapping[str, Given],
    errors: Errors | None = None,
) -> Response:
    """The page; with errors it says so in its title and answers 422."""
    module, page = here.module, here.page
    return render(
        request,
        "modules/page.html",
        status=422 if errors else 200,
        errors=errors,
        module=module,
        page=page,
        number=module.number_of(page),
        parts=presenters.parts(page, given, saves=user.is_relative),
        before=module.before(page),
        after=module.after(page),
        contents=presenters.contents(module, seen, current=page.slug),
        progress=presenters.progress_words(rules.progress(module, seen)),
        done=seen.get(page.slug, False),
        saves=user.is_relative,
    )
