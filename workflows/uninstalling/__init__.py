"""Leaving a host: what is ours in its database, and how it goes without taking anything of the host's along."""
