"""Data of people: where they are kept and why, for how long, and how one person's are given out and erased."""
