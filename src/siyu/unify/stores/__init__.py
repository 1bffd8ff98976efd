"""Stores and guides: where members are served, and by whom."""
