"""Orders, lines, refunds and products as facts of the lake."""
