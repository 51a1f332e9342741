"""``python -P -m simulator --port P --data FOLDER``: a foreign-trade system on this machine."""

import argparse
from pathlib import Path

from simulator.server import serve


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8443, help="0 takes a free one")
    parser.add_argument("--data", type=Path, required=True, help="where everything is kept")
    parser.add_argument("--host", default="127.0.0.1")
    given = parser.parse_args()
    serve(given.data, given.host, given.port)


if __name__ == "__main__":
    main()
