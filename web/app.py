"""The application: routers, sign-in, limits, headers and problem details over one desk."""

from fastapi import FastAPI

from web import sign_in
from web.api import (
    bonded,
    clock,
    costs,
    explaining,
    imports,
    letters,
    milestones,
    papers,
    people,
    products,
    programmes,
    references,
    releases,
    rules,
    stock,
    tasks,
)
from web.doors import SecurityHeaders, SizeLimit
from web.pages.mount import add_pages
from web.problems import add_problem_handlers
from wiring.desk import Desk

API = "/api/v1"
_PARTS = (
    people,
    imports,
    releases,
    bonded,
    milestones,
    tasks,
    programmes,
    products,
    rules,
    letters,
    explaining,
    costs,
    stock,
    clock,
)


def create_app(desk: Desk) -> FastAPI:
    """Return the application over an open desk."""
    app = FastAPI(
        title="Entreposto",
        version="1",
        openapi_url=f"{API}/openapi.json",
        # The browsable documentation loads scripts from elsewhere, which the policy forbids.
        docs_url=None,
        redoc_url=None,
    )
    app.state.desk = desk
    add_problem_handlers(app)
    for module in _PARTS:
        app.include_router(module.router, prefix=API)
    for owners in ("imports", "releases"):
        for part in (references, papers):
            app.include_router(part.router, prefix=f"{API}/{owners}", tags=[owners])
    app.include_router(sign_in.router)
    add_pages(app)
    app.add_middleware(SizeLimit)
    app.add_middleware(SecurityHeaders)

    @app.get("/health", tags=["health"])
    async def health() -> dict[str, str]:
        """Say that the house answers, its records included."""
        reading = await desk.clock()
        return {"status": "ok", "clock": reading.mode, "now": reading.now.isoformat()}

    return app
