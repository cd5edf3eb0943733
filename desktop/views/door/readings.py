"""Readings on their way: one at a time, each with the key of its first try."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from core.services.work import new_key


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, for which event, and the key under which it is answered once."""

    text: str
    event_id: UUID
    nonce: UUID


class Readings:
    """Hands out the next reading when the one before it is answered.

    A reading that was lost in an outage keeps its key: shown again it is the same request.
    """

    def __init__(self, send: Callable[[Reading], None]) -> None:
        self._send = send
        self._waiting: deque[Reading] = deque()
        self._current: Reading | None = None
        self.lost: Reading | None = None

    def add(self, text: str, event_id: UUID) -> None:
        """A code was read; one that waits or is being answered already is not read twice."""
        known = (self._current, *self._waiting)
        if any(one and (one.text, one.event_id) == (text, event_id) for one in known):
            return
        lost = self.lost
        if lost is not None and (lost.text, lost.event_id) == (text, event_id):
            reading = lost
        else:
            reading = Reading(text, event_id, new_key())
        self._waiting.append(reading)
        self._next()

    def try_again(self) -> None:
        """Send the lost reading again."""
        if self.lost is not None:
            self.add(self.lost.text, self.lost.event_id)

    def answered(self) -> None:
        """The current reading has its answer."""
        self._current = self.lost = None
        self._next()

    def dropped(self) -> None:
        """The current reading was lost, and those behind it would be: nothing waits any more."""
        self.lost, self._current = self._current or self.lost, None
        self._waiting.clear()

    def refused(self) -> None:
        """The current reading was refused for good."""
        self._current = None
        self._waiting.clear()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            self._current = self._waiting.popleft()
            self._send(self._current)
