"""Calls of the brand's other systems: signed, and safe to repeat."""
