"""Whole papers, read: made by the maker of suppliers' papers, or found in public."""
