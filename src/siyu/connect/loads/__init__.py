"""Loads: a frozen batch of rows goes into the lake exactly once."""
