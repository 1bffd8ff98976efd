"""Siyu: the open-source system with which a brand owns, understands and serves its members."""

__version__ = "0.1.0"
