"""Forms of the public and of the admin."""
