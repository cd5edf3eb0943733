"""Modules that are loaded when they are first needed, not when the program starts."""

import atexit
import gc
import importlib
import linecache
from threading import RLock
from typing import Any

from core.domain.collecting import collector_paused

# Python's own locks are one a module: two threads that load neighbours could meet half-made ones.
_one_at_a_time = RLock()
_loaded: set[str] = set()
# At the end of the program modules go like everything else: libraries complain of what is left.
atexit.register(gc.unfreeze)


def load(module: str) -> Any:
    """Load a module by its full name, once; any thread may ask.

    What modules make stays for good, so the collector is kept from walking it: measured, 0.4 s of
    the start were two such walks. PySide reads the source of each module that is loaded after it,
    which would stay in memory too: 40 MB. Raises ImportError for a name that there is not.
    """
    if module not in _loaded:
        with _one_at_a_time, collector_paused():
            importlib.import_module(module)
            gc.freeze()
            linecache.clearcache()
            _loaded.add(module)
    return importlib.import_module(module)
