"""The simulator by itself: values, numbers, series, tokens, stock."""
