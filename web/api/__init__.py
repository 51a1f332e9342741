"""The API under ``/api/v1``: everything that a screen does."""
