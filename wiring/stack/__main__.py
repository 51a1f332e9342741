"""The stack in the background: ``python -m wiring.stack``, what ``entreposto up --detach`` starts."""

import logging
import sys

from wiring.settings import Settings
from wiring.stack.control import serve
from wiring.stack.folder import AlreadyHeld
from wiring.stack.parts import PartFailed

if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        serve(Settings(), on_ready=lambda: None)
    except (AlreadyHeld, PartFailed) as problem:
        sys.exit(str(problem))
