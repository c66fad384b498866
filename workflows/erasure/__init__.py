"""Taking a personal detail out of frozen versions, and out of everything that repeats their words."""
