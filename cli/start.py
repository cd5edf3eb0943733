"""The program's entry: loads the commands with the cycle collector out of the way."""

import signal
import sys

from core.domain.loading import load


def main() -> None:
    """Run `parterre`."""
    try:
        load("cli.main").app()
    except KeyboardInterrupt:  # before there was a command, which would have said more
        sys.stderr.write("Stopped.\n")
        sys.exit(128 + signal.SIGINT)


if __name__ == "__main__":
    main()
