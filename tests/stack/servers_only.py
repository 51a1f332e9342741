"""Runs the three servers alone, as ``up`` runs them with the rest: seconds instead of many."""

from wiring.settings import Settings
from wiring.stack.control import serve
from wiring.stack.postgres import Postgres
from wiring.stack.servers import ObjectServer, Temporal

if __name__ == "__main__":
    serve(Settings(), lambda: None, (Postgres, Temporal, ObjectServer))
