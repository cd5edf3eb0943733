"""What the plan editor says no to; the plan stays as it was."""

from collections.abc import Sequence

from core.domain.errors import Refusal, SeatsRefused
from core.domain.venues.plan import MAX_COORDINATE, MAX_SEATS


class CannotDraw(Refusal):
    """What was asked for has no shape; `reason` says why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"This can't be drawn: {reason}.")


class TooManySeats(Refusal):
    def __init__(self, seats: int) -> None:
        self.seats = seats
        super().__init__(f"The plan would have {seats:,} seats; {MAX_SEATS:,} fit at most.")


class TooFarAway(Refusal):
    """Something would stand, or reach, where no plan can hold it."""

    def __init__(self) -> None:
        super().__init__(f"A plan reaches {MAX_COORDINATE:,.0f} units at most; this goes beyond.")


class NamesTaken(SeatsRefused):
    """Two seats would have one section, row and number; `seats` are their names."""

    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("These names would be given twice", seats)


class NamesRunOut(Refusal):
    """A list of names is shorter than the places to name."""

    def __init__(self, names: int, places: int) -> None:
        self.names, self.places = names, places
        super().__init__(f"The list has {names} names for {places} places. Add the missing ones.")


class BadValue(Refusal):
    """A property can't have this value; `reason` says what it may have."""

    def __init__(self, what: str, reason: str) -> None:
        self.what, self.reason = what, reason
        super().__init__(f"{what}: {reason}.")
