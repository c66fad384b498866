"""Proving that what is stored keeps the rules: fingerprints, states, decisions, the log."""
