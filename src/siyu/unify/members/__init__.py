"""Members, their identifiers and merges."""
