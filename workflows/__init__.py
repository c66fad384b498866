"""Plone-style workflows, frozen versions and public consultation for any Wagtail page type."""
