"""The gate before every function: faults, sessions, one transaction, the log, the answer.

An answer leaves only after what it tells was committed.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from simulator import course, faults
from simulator.answers import Answer, Ask, PlatformRefusal, Refusal
from simulator.faults import Html
from simulator.store import Body, dumps, loads
from simulator.tokens import rotate, session_of
from simulator.world import World

KEPT_REQUESTS = 5000
"""How many requests the log holds."""

Handler = Callable[[World, Ask], Answer]
Serve = Callable[[Request], Awaitable[Response]]


class ConnectionDropped(ConnectionError):
    """The connection went away before the answer did (only where there is no socket to close)."""


@dataclass(frozen=True)
class Gate:
    """Lets requests in, one at a time."""

    world: World

    def function(self, handler: Handler) -> Serve:
        """Return the endpoint of a function that needs a session."""

        def carry_out(request: Request, body: bytes) -> Answer:
            headers = request.headers
            try:
                signed = session_of(
                    self.world, headers.get("authorization", ""), headers.get("x-csrf-token", "")
                )
            except PlatformRefusal as refusal:
                return refusal.answer()
            answer = _answer(self.world, handler, request, body, signed.person)
            return Answer(answer.status, answer.body, rotate(self.world, signed.token))

        return self._serve(carry_out)

    def door(self, handler: Callable[[World, Request], Answer]) -> Serve:
        """Return the endpoint of a login."""

        def carry_out(request: Request, _: bytes) -> Answer:
            try:
                return handler(self.world, request)
            except PlatformRefusal as refusal:
                return refusal.answer()

        return self._serve(carry_out)

    def _serve(self, carry_out: Callable[[Request, bytes], Answer]) -> Serve:
        async def serve(request: Request) -> Response:
            body = await request.body()
            fault = self._fault(request, body)
            mode = str(fault["mode"]) if fault else ""
            if mode in faults.OUTAGES:
                return await self._be_away(request, mode, fault or {})
            await asyncio.sleep(float(self.world.rule("answer_delay")))
            with self.world.store.transaction():
                course.settle(self.world)
                answer = (
                    _scripted_refusal(fault or {}) if mode == "refuse" else carry_out(request, body)
                )
                self._log(request, answer.status, mode)
            if mode == "late_answer":
                await faults.keep_silent(self.world, fault or {})
            if mode == "lost_answer":
                return await _drop(request)
            return _response(answer)

        return serve

    def _fault(self, request: Request, body: bytes) -> Body | None:
        with self.world.store.transaction():
            return faults.take(self.world.store, request.method, request.url.path, body)

    async def _be_away(self, request: Request, mode: str, fault: Body) -> Response:
        with self.world.store.transaction():
            self._log(request, 0, mode)
        if mode != "timeout":
            return _response(faults.outage_answer(mode))
        await faults.keep_silent(self.world, fault)
        return await _drop(request)

    def _log(self, request: Request, status: int, note: str) -> None:
        self.world.store.write(
            "insert into request (at, method, path, status, note) values (?, ?, ?, ?, ?)",
            datetime.now(UTC).isoformat(timespec="milliseconds"),
            request.method,
            request.url.path,
            status,
            note,
        )
        self.world.store.write(
            "delete from request where id <= (select max(id) from request) - ?", KEPT_REQUESTS
        )


def _answer(world: World, handler: Handler, request: Request, body: bytes, person: str) -> Answer:
    parts = request.path_params
    ask = Ask(
        person=person,
        number=str(parts.get("number", "")),
        version=int(parts.get("version", 0)),
        item=int(parts.get("item", 0)),
        query=request.query_params,
    )
    try:
        return handler(world, Ask(**(vars(ask) | {"body": loads(body) if body else None})))
    except Refusal as refusal:
        return refusal.answer(ask)
    except json.JSONDecodeError:
        return Refusal(status=400, message="SIM: o corpo não é JSON.").answer(ask)


def _scripted_refusal(fault: Body) -> Answer:
    try:
        faults.refuse(fault)
    except Refusal as refusal:
        return refusal.answer(Ask())
    raise AssertionError("a scripted refusal refuses")


def _response(answer: Answer | Html) -> Response:
    if isinstance(answer, Html):
        return Response(answer.text, answer.status, media_type="text/html")
    content: Any = dumps(answer.body)
    headers = dict(answer.headers)
    return Response(content, answer.status, headers=headers, media_type="application/json")


async def _drop(request: Request) -> Response:
    """Close the connection without an answer."""
    hang_up: Callable[[], None] | None = request.scope.get("state", {}).get("hang_up")
    if hang_up is None:
        raise ConnectionDropped(request.url.path)
    hang_up()
    return Response(status_code=500)
