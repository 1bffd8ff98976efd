"""Metrics of a period, compared with the one before."""
