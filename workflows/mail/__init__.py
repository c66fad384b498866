"""Mail of the workflow: written into an outbox with what it tells of, sent afterwards."""
