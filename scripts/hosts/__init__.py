"""Strangers' sites: projects made by ``wagtail start`` into which the built wheel is put."""
