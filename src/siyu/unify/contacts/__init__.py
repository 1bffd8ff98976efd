"""Whom of the staff a member is connected with, and in which groups he is."""
