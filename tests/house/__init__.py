"""The house's own rules, kept by reading its source."""
