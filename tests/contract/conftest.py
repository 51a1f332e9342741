"""A new simulator for each test, and our client of it."""

from pathlib import Path

import pytest

from gateways.portal_unico import PortalUnico
from simulator.world import World
from tests.contract.surroundings import a_world, client_of


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A simulator on the day of the demo's admission."""
    return a_world(tmp_path)


@pytest.fixture
def portal(world: World) -> PortalUnico:
    """Our client, signed in with a certificate at its first call."""
    return client_of(world)
