"""Serves the built web console."""
