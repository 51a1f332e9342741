"""The VMI arithmetic, on the figures of the story."""
