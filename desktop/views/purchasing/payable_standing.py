"""How a payable stands today: overdue, due, partly paid, paid, or the supplier owes us."""

from datetime import date
from enum import Enum, auto

from core.domain.payments.states import Account
from core.domain.purchasing.states import PayableStatus
from core.services.purchasing.payables import PayableRow
from desktop.theme import Chip, Tone, chip_for

ACCOUNTS = {Account.BANK: "Bank", Account.SAFE: "Safe"}


class Standing(Enum):
    """The order is the order in which a list is worked through."""

    OVERDUE = auto()
    PARTLY = auto()
    DUE = auto()
    CREDIT = auto()
    PAID = auto()
    CANCELLED = auto()


OPEN = frozenset({Standing.OVERDUE, Standing.PARTLY, Standing.DUE})
_CHIPS = {
    Standing.OVERDUE: chip_for("OVERDUE"),
    Standing.PARTLY: chip_for("PARTIALLY_PAID"),
    Standing.DUE: Chip("To pay", "clock", Tone.ACCENT),
    Standing.CREDIT: Chip("Owed to us", "undo", Tone.WARNING),
    Standing.PAID: chip_for("PAID"),
    Standing.CANCELLED: chip_for("CANCELLED"),
}


def standing_of(owed: PayableRow, today: date) -> Standing:
    """How it stands; what is late is overdue however much of it was paid."""
    if owed.status is PayableStatus.PENDING:
        if owed.due < today:
            return Standing.OVERDUE
        return Standing.PARTLY if owed.paid else Standing.DUE
    if owed.credit:
        return Standing.CREDIT
    return Standing.PAID if owed.status is PayableStatus.PAID else Standing.CANCELLED


def standing_chip(standing: Standing) -> Chip:
    """The chip of a standing."""
    return _CHIPS[standing]
