"""The family of refusals: what the business says no to, and what the outside failed to do.

Refusal                    a rule said no; nothing has changed
├── NotAllowed             the actor's role lacks the permission
├── IllegalMove            the state machine has no such move
├── NotFound               no such record in this agency
├── KeyReused              the same key came with another request
├── Nameless               a name is missing
├── NameTaken              two of a kind can't have one name
├── OutOfRange             a number beyond what it can sensibly be
├── NotStorable            a value longer or larger than can be kept
└── …                      each context adds its own, named as the desk says them
Outage                     the database or a provider cannot be reached; try again
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias
from uuid import UUID

Number: TypeAlias = int | Decimal


class Refusal(Exception):
    """A rule said no. `str()` is a sentence ready for the person at the desk."""


def said_by_system(error: OSError) -> str:
    """What the system says of a file or a folder, to stand within a sentence."""
    said = error.strerror or str(error)
    return said[:1].lower() + said[1:]


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


class Nameless(Refusal):
    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"The {what} needs a name.")

    @classmethod
    def check(cls, what: str, name: str) -> str:
        """The name without blanks around it; refuse one of nothing else."""
        if not name.strip():
            raise cls(what)
        return name.strip()


class NameTaken(Refusal):
    def __init__(self, what: str, name: str) -> None:
        self.what, self.name = what, name
        super().__init__(f"Another {what} is called {name}. Choose another name.")


class OutOfRange(Refusal):
    """`what` is the number's name; no `most` means that there is no end to it."""

    def __init__(
        self, what: str, value: Number, *, least: Number, most: Number | None = None
    ) -> None:
        self.what, self.value, self.least, self.most = what, value, least, most
        allowed = f"at least {least}" if most is None else f"from {least} to {most}"
        super().__init__(f"The {_words(what)} can't be {value}; it is {allowed}.")

    @classmethod
    def check(
        cls, what: str, value: Number | None, *, least: Number, most: Number | None = None
    ) -> None:
        """Refuse a value below `least` or above `most`; None is none and passes."""
        if value is not None and (value < least or (most is not None and value > most)):
            raise cls(what, value, least=least, most=most)


class NotStorable(Refusal):
    """`reason` is the database's own word for it."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"One of the values can't be kept: {reason}. Nothing was changed.")


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
