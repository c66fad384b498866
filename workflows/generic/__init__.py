"""What a page type gets that says nothing of its own: a document of its fields and rows."""
