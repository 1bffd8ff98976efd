"""The same work by polars and by pandas, each in the way its users would write it."""
