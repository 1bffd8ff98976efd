"""Probable duplicates: pairs of people who share no identifier, but a name, a birthday, a home; with a probability."""
