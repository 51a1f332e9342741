"""Doors to the outside: foreign-trade system, object store, exchange rates, mail."""
