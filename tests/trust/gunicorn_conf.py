"""How gunicorn serves the site under test: four processes, made from one that has seen every view once.

A process that replaces a killed one is a copy of the warm master, so a kill costs milliseconds, not seconds.
"""

from __future__ import annotations

import gc
import os
from typing import Any

bind = f"127.0.0.1:{os.environ['KPSS_TRUST_PORT']}"
workers = 4
worker_class = "sync"
preload_app = True
timeout = 120
loglevel = "critical"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Compile the templates and addresses before the first process is made, then leave the database alone."""
    from django.db import connections

    from tests.trust.warming import warm

    warm()
    connections.close_all()
    # What all processes share is looked through for rubbish once, here, and not by each of them again and again.
    gc.collect()
    gc.freeze()
