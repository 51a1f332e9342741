"""``python -P -m web``: the console on this machine, and the drop for letters beside it."""

import asyncio

import uvicorn

from web.app import create_app
from wiring.house import open_desk
from wiring.mail_drop import watch
from wiring.settings import Settings, load


async def serve(settings: Settings) -> None:
    """Serve until told to stop."""
    async with open_desk(settings) as desk:
        config = uvicorn.Config(
            create_app(desk),
            host="127.0.0.1",
            port=settings.web_port,
            server_header=False,
            log_level="warning",
        )
        post = asyncio.create_task(watch(desk, settings.home / "inbox"))
        try:
            await uvicorn.Server(config).serve()
        finally:
            post.cancel()


if __name__ == "__main__":
    asyncio.run(serve(load()))
