"""These tests run against a real PostgreSQL."""

from tests.postgres import database, database_url, engine, owner, postgres

__all__ = ["database", "database_url", "engine", "owner", "postgres"]
