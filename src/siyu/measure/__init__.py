"""G: what the brand's numbers are and how they change."""
