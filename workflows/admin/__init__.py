"""Where our places stand in Wagtail's admin: menus, buttons, reports, the look."""
