"""Setting up is done whole or not at all: what is said if it was stopped or found no room."""

from collections.abc import Iterator
from contextlib import contextmanager

from psycopg.errors import DiskFull as ServersDiskFull
from sqlalchemy.exc import DBAPIError

from core.domain.errors import Outage
from db.embedded import EmbeddedServer
from db.embedded.errors import DiskFull, is_full

_KEPT = "Nothing is half done, and what was there before is as it was."


@contextmanager
def whole_or_not(embedded: EmbeddedServer | None) -> Iterator[None]:
    """Tell that nothing is half done when the block is stopped or the server's disk is full.

    Raises `DiskFull` for this computer's server, `Outage` for another, KeyboardInterrupt in words.
    """
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise KeyboardInterrupt(f"Stopped. {_KEPT}") from stopped
    except (DBAPIError, Outage) as error:
        # A server that has ended itself could not say why.
        if _says_full(error) or (embedded is not None and is_full(embedded.home)):
            raise _no_room(embedded) from error
        raise


def _no_room(embedded: EmbeddedServer | None) -> Outage:
    if embedded is not None:
        return DiskFull(embedded.home)
    return Outage(
        f"The disk of the database's server is full. {_KEPT} Make room there and try again; the "
        "demo season takes about 300 MB."
    )


def _says_full(error: BaseException | None) -> bool:
    """Whether that, or what it came from, is the server's own word for a full disk."""
    if error is None:
        return False
    said = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(said, ServersDiskFull) or _says_full(error.__cause__)
