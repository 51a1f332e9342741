"""These tests run against a real PostgreSQL."""

from tests.postgres import database_url, engine, postgres

__all__ = ["database_url", "engine", "postgres"]
