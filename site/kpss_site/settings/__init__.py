"""Settings of the reference city's site: ``dev``, ``test`` and ``production`` stand on ``base``."""
