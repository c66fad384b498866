"""Loading what is known of towns from files: read and check everything first, then write all of it or nothing."""
