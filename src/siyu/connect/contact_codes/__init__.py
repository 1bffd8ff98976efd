"""Contact codes: one printed code with many staff behind it, or a row of groups that takes over when one is full."""
