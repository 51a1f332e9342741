"""A served console over a fake house, and Chromium."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.unit.desk.house import PASSWORD, House
from tests.web.story import tell
from web.app import create_app
from web.pages.rendering import STATIC

# A browser's first page takes long on a busy machine; what is right is waited for.
expect.set_options(timeout=30_000)

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture
def house() -> House:
    """A house in the middle of the story."""
    house = House()
    tell(house)
    return house


@pytest.fixture
async def address(house: House) -> AsyncIterator[str]:
    """Where the console is served."""
    config = uvicorn.Config(create_app(house.desk), log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser, started once."""
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: the console is not tested in a real browser")
    if not (STATIC / "vendor" / "htmx.min.js").is_file():
        pytest.skip("web/static/vendor/htmx.min.js is missing: run make")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        await browser.close()


@dataclass
class Visit:
    """A person at the console, and what the browser complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def sign_in(self, name: str, next: str = "/") -> None:
        """Sign in through the form."""
        await self.page.goto(f"{self.address}/sign-in?next={next}")
        await self.page.fill("[name=name]", name)
        await self.page.fill("[name=password]", PASSWORD)
        await self.page.click(".sign-in button")
        await self.page.wait_for_selector(".person")
        # Until its script is there a page works without it, which is the other visit's matter.
        await self.page.wait_for_load_state()


@pytest.fixture(params=["script", "no script"])
async def visit(
    request: pytest.FixtureRequest, chromium: Browser, address: str
) -> AsyncIterator[Visit]:
    """A visit at the size of a broker's screen, with script and without."""
    context = await chromium.new_context(
        java_script_enabled=request.param == "script", viewport={"width": 1366, "height": 768}
    )
    visit = Visit(await context.new_page(), address)
    visit.page.on("console", lambda said: visit.complaints.append(said.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    await context.close()
