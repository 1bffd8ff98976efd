"""Benchmarks: generated brands, the product's work on them, and the same work by peers, compared by checksum."""
