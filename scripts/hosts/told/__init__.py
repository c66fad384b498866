"""What happens in a stranger's site, told inside it. Copied into the project; ``browser`` comes from our tests."""
