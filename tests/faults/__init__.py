"""What the house does when a part of it, or of the outside, goes away in the middle of something."""
