"""Engage: what is said to members, by which channel, when, and what may not be said."""
