"""Numbers and names that never repeat within a run."""

from itertools import count
from uuid import uuid4

_next = count(1)
_run = uuid4().hex[:6]


def unique(word: str) -> str:
    """A word that no other row has: `PO-3f9a1c-7`."""
    return f"{word}-{_run}-{next(_next)}"
