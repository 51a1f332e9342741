"""The simulator as one ASGI application: portal, Duimp, exchange series, administrator."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import Route

from simulator import drafts, exchange, filings, login
from simulator.admin import Admin
from simulator.answers import Answer
from simulator.gate import Gate, Handler
from simulator.store import Store
from simulator.world import World

_DUIMP = "/duimp-api/api/ext/duimp"
_ONE = f"{_DUIMP}/{{number}}/{{version:int}}"

FUNCTIONS: tuple[tuple[str, str, Handler], ...] = (
    ("POST", _DUIMP, drafts.create),
    ("PUT", _ONE, drafts.change),
    ("DELETE", _ONE, drafts.delete),
    ("POST", f"{_ONE}/itens", drafts.add_items),
    ("PUT", f"{_ONE}/itens", drafts.change_items),
    ("GET", f"{_ONE}/itens", drafts.list_items),
    ("GET", f"{_ONE}/itens/{{item:int}}", drafts.one_item),
    ("DELETE", f"{_ONE}/itens/{{item:int}}", drafts.delete_item),
    ("GET", f"{_ONE}/valores-calculados", filings.calculated),
    ("GET", f"{_ONE}/itens/{{item:int}}/valores-calculados", filings.calculated_item),
    ("POST", f"{_ONE}/diagnosticos", filings.diagnose),
    ("POST", f"{_ONE}/registros", filings.register),
    ("GET", f"{_DUIMP}/{{number}}/versoes", filings.versions),
    ("GET", _ONE, filings.state),
)
"""Every function of the Duimp that is simulated."""


def open_world(folder: Path) -> World:
    """Return the world that is kept in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return World(Store(folder / "simulator.db"), folder)


def build(world: World) -> Starlette:
    """Return the application over a world."""
    gate = Gate(world)
    routes = [
        Route("/portal/api/autenticar", gate.door(_by_certificate), methods=["POST"]),
        Route("/portal/api/autenticar/chave-acesso", gate.door(_by_keys), methods=["POST"]),
        *(Route(path, gate.function(serve), methods=[verb]) for verb, path, serve in FUNCTIONS),
        Route(exchange.PATH, exchange.rates_of_day),
        *Admin(world).routes(),
    ]
    return Starlette(routes=routes)


def _by_certificate(world: World, request: Request) -> Answer:
    state: dict[str, Any] = request.scope.get("state", {})
    return login.by_certificate(world, request.headers, state.get("peer"))


def _by_keys(world: World, request: Request) -> Answer:
    return login.by_keys(world, request.headers)
