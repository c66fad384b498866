"""A city's site with the plugin installed: an example host, not part of the plugin."""
