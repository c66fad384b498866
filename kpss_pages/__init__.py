"""Page types for community planning of social services (KPSS)."""
