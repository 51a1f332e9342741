"""The stack: its supervisor, its servers, and the whole of it."""
