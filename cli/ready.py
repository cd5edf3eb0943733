"""The database, open and ready: set up by the first window, migrated if it is old."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cli.opening import Opened, on_this_computer, open_database
from core.domain.loading import load
from core.services.accounts import NoAgencyYet
from core.services.demo.databases import DemoPlace
from db.embedded import EmbeddedServer


@contextmanager
def kept_database() -> Iterator[Opened]:
    """The open database, migrated if it is old; nothing is made: refuses `NoAgencyYet`."""
    if on_this_computer() and not EmbeddedServer.is_made():
        raise NoAgencyYet
    with open_database(_nothing_yet) as opened:
        yield opened


def show_window() -> int:
    """Show the window until it is closed, its exit code; it is loaded while the server starts."""
    with open_database(_first_start, meanwhile=load_window) as opened:
        code: int = load_window().show_window(opened)
    return code


def load_window() -> Any:
    """The module that shows the window, loaded with all that the window begins with."""
    return load("cli.window")


def _first_start(place: DemoPlace) -> None:
    load("cli.first_start").first_start(place)


def _nothing_yet(_place: DemoPlace) -> None:
    raise NoAgencyYet
