"""The database, open and ready: set up on the first start, migrated if it is old."""

from collections.abc import Iterator
from contextlib import contextmanager

from cli.opening import Opened, open_database
from core.domain.loading import load
from core.services.demo.databases import DemoPlace


@contextmanager
def ready_database() -> Iterator[Opened]:
    """The open database, set up with the demo season if it is new, migrated if it is old."""
    with open_database(_first_start) as opened:
        yield opened


def _first_start(place: DemoPlace) -> None:
    load("cli.first_start").first_start(place)
