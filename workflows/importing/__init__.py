"""Letters from a file: a table of comments, or a draft that a colleague reviewed in Word."""
