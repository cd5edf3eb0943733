"""The program's entry: loads the commands with the cycle collector out of the way."""

import gc
import importlib

from core.domain.collecting import collector_paused


def main() -> None:
    """Run `parterre`. Modules stay until the end, so the collector need never look at them."""
    with collector_paused():
        app = importlib.import_module("cli.main").app
        gc.freeze()
    app()


if __name__ == "__main__":
    main()
