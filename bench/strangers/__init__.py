"""Papers of imaginary suppliers, laid out in ways that the reader was not developed on."""
