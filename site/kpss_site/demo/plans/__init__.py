"""Plans of the invented town, each led to its state along the product's own workflow."""
