"""Changes beside the workflow; one verb, one file."""
