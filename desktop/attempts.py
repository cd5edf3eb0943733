"""Attempts: a request keeps the key of its first try until it has been answered."""

from collections.abc import Hashable
from uuid import UUID

from core.services.work import new_key


class Attempts:
    """Keys by what is asked for.

    A try that was lost on the way (an `Outage`) may have been carried out all the same; the next
    try of the same request carries the same key, and so it counts once.
    """

    def __init__(self) -> None:
        self._keys: dict[Hashable, UUID] = {}

    def key_for(self, *request: Hashable) -> UUID:
        """The key of this request: a new one, or that of the try before."""
        return self._keys.setdefault(request, new_key())

    def answered(self, *request: Hashable) -> None:
        """The request was carried out: the same again would be another one."""
        self._keys.pop(request, None)
