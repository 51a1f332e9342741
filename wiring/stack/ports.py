"""Ports of this machine: the wanted one, else the next that is free, and the same one next time."""

import socket
from collections.abc import Mapping
from itertools import chain

LOCAL = "127.0.0.1"


def is_free(port: int) -> bool:
    """Say whether a server could listen on a port now."""
    with socket.socket() as attempt:
        # A connection that just closed must not make the port look taken.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((LOCAL, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Say whether somebody accepts connections on a port."""
    try:
        with socket.create_connection((LOCAL, port), timeout=1):
            return True
    except OSError:
        return False


class Ports:
    """The ports of one stack, chosen once each.

    ``kept`` are those of the last run, by name: ``{"wanted": …, "port": …}``. They are used again
    while free, so that a link in somebody's browser stays good, unless another is wanted now.
    """

    def __init__(self, kept: Mapping[str, Mapping[str, int]]) -> None:
        self.chosen = {name: dict(pair) for name, pair in kept.items()}
        self._ours: dict[str, int] = {}

    def choose(self, name: str, wanted: int) -> int:
        """Return a port for ``name``: the last one, the wanted one, or the next free one."""
        last = self.chosen.get(name, {})
        first = last["port"] if last.get("wanted") == wanted else wanted
        others = {port for owner, port in self._ours.items() if owner != name}
        for port in chain([first], range(wanted, 65536)):
            if port not in others and is_free(port):
                self._ours[name] = port
                self.chosen[name] = {"wanted": wanted, "port": port}
                return port
        raise OSError(f"no free port for {name} from {wanted} on")
