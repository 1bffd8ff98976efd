"""Files with a few rows, for every test of imports."""

from tests.files import facts, run_csv, run_table

__all__ = ["facts", "run_csv", "run_table"]
