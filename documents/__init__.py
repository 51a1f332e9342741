"""Trade documents: what kind they are, what they say, and where on the page."""
