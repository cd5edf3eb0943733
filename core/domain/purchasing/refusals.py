"""Why a delivery is refused; nothing of it is booked."""

from collections.abc import Sequence

from core.domain.errors import Refusal, SeatsRefused
from core.domain.money import Money
from core.domain.payments.states import Account
from core.domain.purchasing.states import PayableStatus


class OrderNotConfirmed(Refusal):
    def __init__(self, number: str, status: str) -> None:
        self.number, self.status = number, status
        super().__init__(
            f"{number} is {status.replace('_', ' ').lower()}. "
            "Seats can be received once the supplier has confirmed the order."
        )


class LineOverfull(Refusal):
    def __init__(self, line_no: int, open_seats: int, delivered: int) -> None:
        self.line_no, self.open_seats, self.delivered = line_no, open_seats, delivered
        super().__init__(
            f"Line {line_no} has {open_seats} seats to come, and {delivered} are in this delivery."
        )


class EmptyDelivery(Refusal):
    def __init__(self) -> None:
        super().__init__("There are no seats in this delivery.")


class DeliveryForTwoEvents(Refusal):
    def __init__(self, events: int) -> None:
        self.events = events
        super().__init__(f"These lines are for {events} events. Book one delivery for each event.")


class SeatsNotDeliverable(SeatsRefused):
    """Some seats can't be received: each with its reason, grouped."""

    def __init__(
        self,
        *,
        unknown: Sequence[str] = (),
        doubled: Sequence[str] = (),
        owned: Sequence[str] = (),
        not_covered: Sequence[str] = (),
    ) -> None:
        self.unknown, self.doubled = tuple(unknown), tuple(doubled)
        self.owned, self.not_covered = tuple(owned), tuple(not_covered)
        reasons = (
            (self.unknown, "not on the event's map"),
            (self.doubled, "listed twice"),
            (self.owned, "already ours"),
            (self.not_covered, "not what the line buys"),
        )
        said = [f"{len(seats)} {reason}" for seats, reason in reasons if seats]
        super().__init__(
            f"Nothing was received: {', '.join(said)}",
            [seat for seats, _ in reasons for seat in seats],
        )


class PayableClosed(Refusal):
    def __init__(self, number: str, status: PayableStatus) -> None:
        self.number, self.status = number, status
        super().__init__(f"The payable of {number} is {status.value.lower()} already.")


class PaysTooMuch(Refusal):
    """`still` is what there is to pay, or to pay back."""

    def __init__(self, number: str, still: Money, given: Money) -> None:
        self.number, self.still, self.given = number, still, given
        super().__init__(f"{given} is more than the {still} that {number} still comes to.")


class NothingPaid(Refusal):
    def __init__(self, amount: Money) -> None:
        self.amount = amount
        super().__init__(f"{amount} is no payment.")


class NoSourceOfMoney(Refusal):
    """Suppliers are paid from the bank or the safe; a drawer's cash is a clerk's to count."""

    def __init__(self, account: Account) -> None:
        self.account = account
        super().__init__(f"A supplier can't be paid from {account.value.replace('_', ' ')}.")
