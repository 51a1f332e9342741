"""Reading papers and holding them against each other, in parts."""
