"""Doors of Wagtail to a governed page or its draft: shut, or ours stand in their place."""
