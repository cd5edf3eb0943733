"""The parts of the main window: side bar, status bar, finder, sheet of keys."""

from desktop.shell.finder import Finder
from desktop.shell.keys import EVERYWHERE, HasKeys, Keys, KeySheet
from desktop.shell.rail import MOST_KEYS, Rail
from desktop.shell.screens import ROLE_WORDS, Found, Screen, Search
from desktop.shell.status import StatusBar

__all__ = [
    "EVERYWHERE",
    "MOST_KEYS",
    "ROLE_WORDS",
    "Finder",
    "Found",
    "HasKeys",
    "KeySheet",
    "Keys",
    "Rail",
    "Screen",
    "Search",
    "StatusBar",
]
