"""The sign-in page, and the choice of the language."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from web.pages.language import LANGUAGE_COOKIE, LANGUAGES, language_of
from web.pages.rendering import Screen
from web.sign_in import own_path

router = APIRouter()

_A_YEAR = 365 * 24 * 3600


@router.get("/sign-in")
async def sign_in_page(request: Request, next: str = "/", failed: bool = False) -> HTMLResponse:
    """Show the sign-in."""
    screen = Screen(request, None, language_of(request))
    return screen.show("sign_in.html.j2", next=own_path(next), failed=failed)


@router.get("/language/{language}")
async def choose_language(language: str, next: str = "/") -> Response:
    """Remember a browser's language and lead back to the page."""
    answer = RedirectResponse(own_path(next), status_code=303)
    if language in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE, language, max_age=_A_YEAR, secure=True, httponly=True, samesite="lax"
        )
    return answer
