"""Pulling files from folders of the server: seen, complete, copied once, imported once."""
