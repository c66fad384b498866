"""The work of settling as a spreadsheet: out of the desk, edited elsewhere, compared and taken in again."""
