"""File imports: mapping, validation, quarantine, progress."""
