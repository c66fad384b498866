"""Pages that know nothing of social planning: they prove that the workflow layer stands alone."""
