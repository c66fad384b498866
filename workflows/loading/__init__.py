"""Reading, checking and writing workflow definitions."""
