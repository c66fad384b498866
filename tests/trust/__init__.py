"""Races and kills against the real site: four web processes, real HTTP, SQLite and PostgreSQL.

The same checks run on a stock Wagtail workflow first, where each of them fails; otherwise they would prove nothing.
"""
