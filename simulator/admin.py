"""The administrator's side: what was filed, and the scripts. It needs no login."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from simulator import bond, course, faults
from simulator.admin_page import page
from simulator.lines import is_admission, is_special
from simulator.store import Body, dumps, loads
from simulator.world import World

Act = Callable[[Request, Body], Any]


class NotThere(LookupError):
    """No declaration has this number."""


@dataclass(frozen=True)
class Admin:
    """Routes under ``/admin``."""

    world: World

    def routes(self) -> list[Route]:
        """Return them."""
        acts: list[tuple[str, str, Act]] = [
            ("GET", "/health", self.health),
            ("GET", "/declarations", self.declarations),
            ("GET", "/requests", self.requests),
            ("GET", "/bond", lambda *_: bond.balances(self.world.store)),
            ("GET", "/clock", self.read_clock),
            ("PUT", "/clock", self.move_clock),
            ("POST", "/outage", lambda _, body: faults.script(self.world, body)),
            ("GET", "/outage", lambda *_: faults.scripted(self.world.store)),
            ("POST", "/release/{number}", self.release),
            ("POST", "/situation/{number}", self.set_situation),
            ("PUT", "/delays", self.set_delays),
            ("PUT", "/rules", lambda _, body: self.world.set_rules(body)),
            ("PUT", "/products", self.set_products),
        ]
        page = Route("/admin", self.page)
        return [page, *(Route(f"/admin{p}", self._serve(act), methods=[m]) for m, p, act in acts)]

    def _serve(self, act: Act) -> Callable[[Request], Any]:
        async def serve(request: Request) -> Response:
            raw = await request.body()
            try:
                with self.world.store.transaction():
                    course.settle(self.world)
                    content = dumps(act(request, loads(raw) if raw else {}))
            except NotThere as missing:
                return JSONResponse({"message": f"no declaration {missing}"}, 404)
            except (ValueError, KeyError, json.JSONDecodeError) as wrong:
                return JSONResponse({"message": str(wrong)}, 422)
            return Response(content, media_type="application/json")

        return serve

    async def page(self, _: Request) -> Response:
        """``GET /admin``: what was filed, for a person."""
        with self.world.store.transaction():
            course.settle(self.world)
            shown = page(
                self.world.clock.now(), self._declarations(), bond.balances(self.world.store)
            )
        return HTMLResponse(shown)

    def health(self, *_: Any) -> Body:
        """Say that it lives, and what its business clock shows."""
        return {"status": "ok", "real_time": time.time(), **self.read_clock()}

    def read_clock(self, *_: Any) -> Body:
        """Return the business clock."""
        clock = self.world.clock
        return {"now": clock.now().isoformat(), "mode": "story" if clock.is_story() else "system"}

    def move_clock(self, _: Request, body: Body) -> Body:
        """Let the business clock stand at ``now``; null gives the machine's back."""
        now = datetime.fromisoformat(body["now"]) if body["now"] else None
        if now is not None and now.tzinfo is None:
            raise ValueError("now: give an offset, like 2026-03-24T10:00:00-03:00")
        self.world.clock.move(now)
        course.settle(self.world)
        return self.read_clock()

    def declarations(self, *_: Any) -> list[Body]:
        """Return what was filed, with what is counted of it."""
        return self._declarations()

    def requests(self, request: Request, _: Body) -> list[Body]:
        """Return the log, newest first."""
        query = "select * from request order by id desc limit ?"
        limit = int(request.query_params.get("limit", 200))
        return [dict(row) for row in self.world.store.rows(query, limit)]

    def release(self, request: Request, _: Body) -> Body:
        """Release a declaration now."""
        body = self._registered(request)
        course.release(self.world, body | {"released_on": None})
        return self._shown(self._registered(request))

    def set_situation(self, request: Request, asked: Body) -> Body:
        """Set ``situation`` and ``channel`` of a registered declaration; nothing moves it then."""
        given = {key: asked[key] for key in ("situation", "channel") if key in asked}
        changed = self._registered(request) | given | {"released_on": None}
        self.world.store.keep_declaration(changed)
        return self._shown(changed)

    def set_delays(self, _: Request, body: Body) -> Body:
        """Set the delays of ``registration`` and ``answer``, in seconds of real time."""
        return self.world.set_rules({f"{name}_delay": float(s) for name, s in body.items()})

    def set_products(self, _: Request, body: Body) -> Body:
        """Add ``{"<responsible>/<code>": "<NCM>"}`` to the catalogue of products."""
        known = self.world.store.setting("products", {}) | body
        self.world.store.keep_setting("products", known)
        return dict(known)

    def _declarations(self) -> list[Body]:
        return [self._shown(body) for body in self.world.store.declarations()]

    def _registered(self, request: Request) -> Body:
        number = request.path_params["number"]
        body = self.world.store.declaration(number)
        if body is None:
            raise NotThere(number)
        if not body.get("registered_at"):
            raise ValueError(f"{number} is not registered")
        return body

    def _shown(self, body: Body) -> Body:
        number = body["number"]
        store = self.world.store
        debits = store.rows("select * from debit where number = ? order by rowid", number)
        counted = store.rows("select count(*) n from registration where number = ?", number)
        kind = "bonded_consumption" if is_special(body) else "consumption"
        return {
            "number": number,
            "version": body["version"],
            "reference": course.reference_of(body),
            "kind": "admission" if is_admission(body) else kind,
            "situation": body["situation"],
            "channel": body.get("channel"),
            "registered_at": body.get("registered_at"),
            "released_at": body.get("released_at"),
            "items": len(body["items"]),
            "registrations": counted[0]["n"],
            "debits": [
                {"version": d["version"], "at": d["at"], "amounts": json.loads(d["amounts"])}
                for d in debits
            ],
        }
