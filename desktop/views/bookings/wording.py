"""The words of bookings: which ones, how they were sold, how they are paid."""

from collections.abc import Sequence

from core.domain.payments.states import PaymentMethod
from core.domain.sales.states import CHANNEL_WORDS, BookingStatus
from core.services.sales.queries import SoldBy

B = BookingStatus
Statuses = tuple[BookingStatus, ...]
FILTERS: Sequence[tuple[str, Statuses]] = (
    ("All bookings", ()),
    ("Money to come", (B.RESERVED, B.PENDING, B.CONFIRMED)),
    ("Reserved", (B.RESERVED,)),
    ("Transfer promised", (B.PENDING,)),
    ("Transfer trusted", (B.CONFIRMED,)),
    ("Paid", (B.PAID,)),
    ("Given back", (B.CANCELLED, B.REFUNDED)),
)
ANYHOW = SoldBy()
SOLD: Sequence[tuple[str, SoldBy]] = (
    ("However sold", ANYHOW),
    *((words, SoldBy(channel)) for channel, words in CHANNEL_WORDS.items()),
    ("In a presale", SoldBy(presold=True)),
)
METHODS = {
    PaymentMethod.CASH: "Cash",
    PaymentMethod.CREDIT_CARD: "Card",
    PaymentMethod.DEBIT_CARD: "Debit card",
    PaymentMethod.PAYPAL: "PayPal",
    PaymentMethod.BANK_TRANSFER: "Transfer",
}
