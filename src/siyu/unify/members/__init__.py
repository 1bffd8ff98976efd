"""Members, their identifiers, merges and withdrawals."""
