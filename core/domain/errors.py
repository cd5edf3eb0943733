"""The family of refusals: what the business says no to, and what the outside failed to do.

Refusal                    a rule said no; nothing has changed
├── NotAllowed             the actor's role lacks the permission
├── IllegalMove            the state machine has no such move
├── NotFound               no such record in this agency
├── KeyReused              the same key came with another request
└── …                      each context adds its own, named as the desk says them
Outage                     the database or a provider cannot be reached; try again
"""

from collections.abc import Sequence
from uuid import UUID


class Refusal(Exception):
    """A rule said no. `str()` is a sentence ready for the person at the desk."""


class NotAllowed(Refusal):
    def __init__(self, who: str, permission: str) -> None:
        self.who, self.permission = who, permission
        super().__init__(f"{who} may not {permission.replace('_', ' ')}. Ask a manager.")


class IllegalMove(Refusal):
    def __init__(self, what: str, now: str, wanted: str) -> None:
        self.what, self.now, self.wanted = what, now, wanted
        super().__init__(f"{what} is {_words(now)}, so it can't become {_words(wanted)}.")


class NotFound(Refusal):
    def __init__(self, what: str, wanted: UUID | str) -> None:
        self.what, self.wanted = what, wanted
        super().__init__(f"No {what} {wanted} in this agency.")


class KeyReused(Refusal):
    def __init__(self, key: UUID, use_case: str) -> None:
        self.key, self.use_case = key, use_case
        super().__init__(
            f"The key {key} was already used for another request ({_words(use_case)}). "
            "Nothing was changed; start the step again."
        )


class SeatsRefused(Refusal):
    """Base of refusals that name seats; `seats` are labels as the venue writes them."""

    def __init__(self, sentence: str, seats: Sequence[str], *, shown: int = 12) -> None:
        self.seats = tuple(seats)
        listed = ", ".join(self.seats[:shown])
        more = len(self.seats) - shown
        tail = f" and {more} more" if more > 0 else ""
        super().__init__(f"{sentence}: {listed}{tail}.")


class Outage(Exception):
    """Something outside could not be reached; nothing is known to have changed."""


def _words(name: str) -> str:
    return name.replace("_", " ").lower()
