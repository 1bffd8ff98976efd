"""The event catalogue: which events come in, what they look like, and what departs from what was agreed."""
