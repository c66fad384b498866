"""The front page of the reference city's site."""
