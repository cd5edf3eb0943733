"""A second bookkeeper beside the program: what each seat was to cost, and who was paid.

Knows the deals as they were made and no journal; compares with what the program's own books say.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import Account
from core.domain.sales.states import BookingStatus
from core.services.payments.journal import trial_balance
from core.services.reporting.profit import profit_of_event
from core.services.work import Work
from db.models import Booking, EventSeat, Payable, PurchaseOrderLine, Ticket

ZERO = Decimal(0)
_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)


@dataclass
class SecondBookkeeper:
    """`agreed`: by order, what each of its seats costs, in the order in which seats come."""

    agreed: dict[UUID, Sequence[Decimal]] = field(default_factory=dict)
    paid_out: Decimal = ZERO
    paid_back: Decimal = ZERO

    def note_order(self, order_id: UUID, quantity: int, cents: int) -> None:
        """A lot for so many cents: whoever comes first costs the odd ones."""
        each, odd = divmod(cents, quantity)
        shares = [each + (place < odd) for place in range(quantity)]
        self.agreed[order_id] = [Decimal(share) / 100 for share in shares]

    def check_sales(self, work: Work, event_id: UUID) -> None:
        """Revenue and cost of what is sold, and no drawer owes money."""
        session = work.session
        balance = trial_balance(session)
        assert balance.holds
        sold = session.execute(
            select(Ticket.price_paid, EventSeat.purchase_price)
            .join(Booking, Booking.id == Ticket.booking_id)
            .join(EventSeat, EventSeat.id == Ticket.event_seat_id)
            .where(Booking.status.in_(_SOLD), Ticket.live_seat_id.is_not(None))
        ).all()
        revenue = sum((paid for paid, _ in sold), ZERO)
        cost = sum((cost or ZERO for _, cost in sold), ZERO)
        told = profit_of_event(session, work.actor, event_id)
        assert (told.tickets, told.profit.revenue.amount) == (len(sold), revenue)
        assert (told.profit.cost.amount, told.profit.profit.amount) == (cost, revenue - cost)
        assert -balance.of(Account.TICKET_REVENUE, "EUR").amount == revenue
        assert balance.of(Account.COST_OF_SALES, "EUR").amount == cost
        assert balance.of(Account.CASH_DRAWER, "EUR").amount >= 0

    def check_stock(self, work: Work, event_id: UUID) -> None:
        """What came cost its share of the lot; what of it is unsold is the stock."""
        costs: dict[UUID, list[Decimal]] = {order_id: [] for order_id in self.agreed}
        unsold = ZERO
        for seat in work.session.scalars(
            select(EventSeat)
            .where(EventSeat.event_id == event_id, EventSeat.purchase_price.is_not(None))
            .execution_options(populate_existing=True)
        ):
            assert seat.purchase_order_id is not None
            assert seat.purchase_price is not None
            costs[seat.purchase_order_id].append(seat.purchase_price)
            unsold += ZERO if seat.status is SeatStatus.SOLD else seat.purchase_price
        came = select(PurchaseOrderLine.purchase_order_id, PurchaseOrderLine.received_quantity)
        for order_id, received in work.session.execute(came):
            assert sorted(costs[order_id]) == sorted(self.agreed[order_id][:received])
        assert trial_balance(work.session).of(Account.STOCK, "EUR").amount == unsold

    def check_suppliers(self, work: Work) -> None:
        """Suppliers got what was paid out, and the rest is owed."""
        owed = paid = ZERO
        payables = select(Payable.amount, Payable.paid_amount)
        for amount, gone in work.session.execute(payables):
            owed, paid = owed + amount, paid + gone
        assert paid == self.paid_out - self.paid_back
        books = trial_balance(work.session)
        assert -books.of(Account.PAYABLES, "EUR").amount == owed - paid
