"""Our entries in Wagtail's log: how they read, and how it shows when somebody has changed them."""
