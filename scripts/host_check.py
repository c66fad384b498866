"""Install the wheel into one project made by ``wagtail start``, use it there, and take it out again.

The project gets an environment of its own that sees the present one's packages but not this repository. With
``--fresh`` it installs everything anew, which also proves that the metadata name every requirement.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from hosts.environments import borrowed, build_wheel, installed, own_limits
from hosts.runs import Run, carry_out


def main() -> int:
    """Make the environment, carry out the run on SQLite, and say how it went."""
    options = parse_arguments()
    with tempfile.TemporaryDirectory(prefix="kpss-wheel-") as folder:
        workshop = Path(folder).resolve()
        wheel = (options.wheel or build_wheel(workshop / "dist")).resolve()
        environment = workshop / "environment"
        if options.fresh:
            python = installed(environment, Path(sys.executable), wheel, own_limits())
        else:
            python = borrowed(environment, wheel)
        result = carry_out(Run("The host", python, planning=options.planning))
    if result.problem:
        print(result.problem, file=sys.stderr)
        return 1
    print(f"The host was content with us and is as it was without us ({result.seconds:.0f} s).")
    return 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="the wheel to install; built when not given")
    parser.add_argument("--fresh", action="store_true", help="install every requirement anew")
    parser.add_argument("--planning", action="store_true", help="install the planning of social services too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
