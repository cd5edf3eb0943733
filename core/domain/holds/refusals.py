"""What holding and planning say no to.

SeatsTakenMeanwhile   seats that a change needs are reserved or sold
SeatsNotHeldByUs      seats can be held only if they are the agency's
HoldInThePast         a hold or an allotment that would have ended already
UnreadableReason      a reason too long or with signs that can't be read
NothingPainted        a plan that changes nothing can't be applied or carried
TooManyPaints         more different paints than a plan holds
PlanNameTaken         another plan or template of that name
PlanChanged           somebody else changed the plan since it was read
NothingToUndo         the plan was not applied, or that was taken back already
HoldOver              the hold was released already
NoSuchPaint           a price level or presale that the event hasn't (any more)
EventIsOver           the event took place or was cancelled
MapChanged            the seats were chosen on another version of the plan than the event is on
"""

from collections.abc import Sequence
from datetime import datetime

from core.domain.errors import Refusal, SeatsRefused
from core.domain.moments import local


class MapChanged(Refusal):
    """`event` has moved to another version of its venue's plan since its map was read."""

    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(
            f"The plan of {event} has changed, and seats have other places on it. "
            "Nothing was changed: look at the new map and choose again."
        )


class SeatsTakenMeanwhile(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Reserved or sold, so nothing was changed", seats)


class SeatsNotHeldByUs(SeatsRefused):
    def __init__(self, seats: Sequence[str]) -> None:
        super().__init__("Not ours, so they can't be held", seats)


class SeatsNotOnHold(Refusal):
    def __init__(self) -> None:
        super().__init__("None of these seats is held, blocked or kept for a channel.")


class NoSeatsChosen(Refusal):
    def __init__(self) -> None:
        super().__init__("No seats are chosen.")


class TooFewToHold(Refusal):
    def __init__(self, wanted: int, free: int) -> None:
        self.wanted, self.free = wanted, free
        super().__init__(f"{wanted:,} seats are to be held and {free:,} are free there.")


class HoldInThePast(Refusal):
    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"{local(until)} is over. Choose a later end, or none.")


class UnreadableReason(Refusal):
    def __init__(self, reason: str, most: int) -> None:
        self.reason = reason
        super().__init__(f"A reason is one line of up to {most} characters.")


class NothingPainted(Refusal):
    def __init__(self, plan: str) -> None:
        self.plan = plan
        super().__init__(f"Nothing is painted in {plan} yet.")


class NothingToChange(Refusal):
    def __init__(self, plan: str) -> None:
        self.plan = plan
        super().__init__(f"Every seat is as {plan} says already.")


class TooManyPaints(Refusal):
    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"A plan holds up to {most} different paints.")


class PlanNameTaken(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is a “{name}” already. Choose another name.")


class NameMissing(Refusal):
    def __init__(self) -> None:
        super().__init__("It needs a name.")


class PlanChanged(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} was changed by somebody else just now. Look again and repeat.")


class NothingToUndo(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not in force, so there is nothing to take back.")


class HoldOver(Refusal):
    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__("This hold was released already.")


class NoSuchPaint(Refusal):
    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"The event has no such {what} any more. Paint those seats anew.")


class EventIsOver(Refusal):
    def __init__(self, event: str) -> None:
        self.event = event
        super().__init__(f"{event} is over or was cancelled; its seats stay as they are.")


class PresaleTwice(Refusal):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The event has a presale called {name} already.")


class PresaleEndsBeforeItStarts(Refusal):
    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        super().__init__("The presale ends before it starts. Correct one of the two times.")


class PresaleTooLate(Refusal):
    def __init__(self, end: datetime, event_start: datetime) -> None:
        self.end, self.event_start = end, event_start
        super().__init__("The presale ends after the event has begun.")


class BadTicketLimit(Refusal):
    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__("A customer, and an access code, may buy 1 ticket or more in a presale.")


class LimitWithoutCode(Refusal):
    def __init__(self) -> None:
        super().__init__("What the access code may buy in all needs an access code.")


class AccessCodeUnreadable(Refusal):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__("An access code has 4 to 40 letters, digits or dashes.")
