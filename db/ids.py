"""Keys made by the client: UUIDv7, so that new rows land side by side in every index."""

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make a time-ordered UUIDv7 (RFC 9562)."""
    return uuid7()
