"""What the public reads and sends."""
