"""The command that serves the demonstration."""

from __future__ import annotations

from typing import Any

from django.contrib.staticfiles.management.commands import runserver

from kpss_site.demo.clock import run_beside_the_server


class Command(runserver.Command):
    """``kpss_serve [address:port]``: runserver with the clock beside it, which needs no cron."""

    help = "Serve the site and call kpss_tick every half minute. For looking around only."

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve without looking for changed code: two processes would keep two clocks."""
        super().handle(*args, **options | {"use_reloader": False})

    def on_bind(self, server_port: int) -> None:
        """Start the clock once the port is ours."""
        super().on_bind(server_port)
        run_beside_the_server()
