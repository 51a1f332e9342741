"""What every request passes on its way in, and every answer on its way out."""

from http import HTTPStatus

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.problems import problem_response
from wiring.desk.errors import TooLarge

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""What a page may load: our own files and nothing inline."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cache-control": "no-store",
}

LARGEST_UPLOAD = 128 * 1024 * 1024
"""Bytes of a request with files: several papers at once."""
_WITH_FILES = ("multipart/form-data", "message/rfc822")
LARGEST_BODY = 2 * 1024 * 1024
"""Bytes of any other request."""


class SecurityHeaders:
    """Adds the security headers to every answer that has not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)


class SizeLimit:
    """Refuses a request that is too large: by what it says, and by what it sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        headers = Headers(scope=scope)
        files = headers.get("content-type", "").startswith(_WITH_FILES)
        limit = LARGEST_UPLOAD if files else LARGEST_BODY
        said = headers.get("content-length", "0")
        if not said.isdigit() or int(said) > limit:
            return await problem_response(_too_large(limit).as_problem())(scope, receive, send)
        left = limit

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                # FastAPI passes its own exception through; it hides any other behind a 400.
                detail = _too_large(limit).detail
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
            return message

        await self._app(scope, counted, send)


def _too_large(limit: int) -> TooLarge:
    return TooLarge(
        "request-too-large", f"A request of this kind has at most {limit // 1024 // 1024} MB."
    )
