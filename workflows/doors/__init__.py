"""Doors of Wagtail's admin that forget to ask who may read a draft; ours stand in their place."""
