"""The lake (Delta tables of facts) and the analytical backends behind Ibis. Only this package knows DuckDB, Spark and Delta."""
