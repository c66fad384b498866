"""Telling people by e-mail what becomes of a page, if they asked for nothing more than that."""
