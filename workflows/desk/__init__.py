"""The desk's inside: which comments it lists, what is done with many of them at once, who works there."""
