"""Segments written to files on a schedule: when, by whose permission, what was written, until when it is kept."""
