"""The program's entry: loads the commands with the cycle collector out of the way."""

import importlib

from core.domain.collecting import collector_paused


def main() -> None:
    """Run `parterre`: nothing that is made while modules load is garbage."""
    with collector_paused():
        app = importlib.import_module("cli.main").app
    app()


if __name__ == "__main__":
    main()
