"""The demonstration: four real towns with their facts, and one invented town that shows everything.

What is said stands in ``content/``; the modules here only carry it through the product's own actions and page saving.
"""
