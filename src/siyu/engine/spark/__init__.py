"""The lake on Apache Spark, the engine beside DuckDB: chosen by `SIYU_ENGINE`, installed by the extra `spark`."""
