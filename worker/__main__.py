"""``python -P -m worker QUEUE…``: works the named task queues until it is asked to stop."""

import asyncio
import logging
import sys

from wiring.settings import load
from worker.shift import work

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
asyncio.run(work(load(), tuple(sys.argv[1:])))
