"""Long declarations make tens of thousands of small objects at once, and no cycles among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Keep the collector of cycles from walking over all amounts again and again meanwhile.

    It took half of the time of two thousand additions. Whoever ends last of several threads
    that meet here finds it on again: only who found it on turns it on.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
