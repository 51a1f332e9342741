"""``make bench``: every measurement, in one table."""

from bench.stack import measure
from cli.tables import show_table

if __name__ == "__main__":
    rows = [(m.what, m.measured, m.limit, m.reference) for m in measure()]
    show_table(("what", "measured", "at most", "reference in the same run"), rows)
