"""Probable duplicates: members who share no identifier but may be one person, proposed by a model and decided by a person."""
