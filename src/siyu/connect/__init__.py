"""A: everything that brings data in: imports and loads."""
