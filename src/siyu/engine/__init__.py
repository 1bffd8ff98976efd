"""The lake (Delta tables of facts) and the analytical backend behind Ibis. Only this package knows DuckDB and Delta."""
