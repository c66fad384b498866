"""An app of the host's own whose label is ours in spirit: ``workflows``."""
