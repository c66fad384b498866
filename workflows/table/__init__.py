"""The settlement table: every public comment with what became of it, as a page, a sheet or a file of values."""
