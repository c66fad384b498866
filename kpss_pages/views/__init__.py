"""Views in Wagtail's admin."""
