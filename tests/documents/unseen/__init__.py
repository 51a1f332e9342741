"""Papers of strangers: layouts and words that the reader was not developed on."""
