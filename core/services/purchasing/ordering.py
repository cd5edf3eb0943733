"""Purchase orders: drafted, submitted, confirmed, cancelled."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from core.domain.errors import NotFound, Refusal
from core.domain.money import Money
from core.domain.moves import require_move
from core.domain.payments.states import Account
from core.domain.purchasing.states import (
    ORDER_MOVES,
    FulfillmentMethod,
    LineStatus,
    OrderStatus,
    PayableStatus,
    PaymentTerms,
)
from core.domain.purchasing.terms import due_date
from core.domain.purchasing.totals import NegativeCost, delivery_costs, line_total
from core.domain.staff import Permission
from core.services.numbering import with_next_number
from core.services.payments.journal import post
from core.services.purchasing.paying import close_paid
from core.services.requests import answered_before
from core.services.work import Work
from db.ids import new_id
from db.models import (
    Event,
    Payable,
    PurchaseOrder,
    PurchaseOrderLine,
    Supplier,
    Tenant,
    TicketType,
)


class SupplierInactive(Refusal):
    def __init__(self, supplier_id: UUID) -> None:
        self.supplier_id = supplier_id
        super().__init__("This supplier is not active. Activate it before you order from it.")


class OrderWithoutLines(Refusal):
    def __init__(self) -> None:
        super().__init__("An order needs at least one line.")


class OrderInTwoCurrencies(Refusal):
    def __init__(self, currencies: Sequence[str]) -> None:
        self.currencies = tuple(currencies)
        super().__init__(
            f"The lines are for events in {' and '.join(self.currencies)}. "
            "Write one order for each currency."
        )


@dataclass(frozen=True, slots=True)
class LineDraft:
    """`quantity` tickets of a type; `line_total` only if a price for the whole lot was agreed."""

    ticket_type_id: UUID
    quantity: int
    unit_price: Decimal
    line_total: Decimal | None = None
    description: str | None = None
    expected_date: date | None = None

    def total(self, currency: str) -> Money:
        """The agreed lot price, else quantity × unit price.

        Raises `NothingOrdered`, `NegativeCost`.
        """
        by_unit = line_total(self.quantity, Money(self.unit_price, currency))
        if self.line_total is None:
            return by_unit
        agreed = Money(self.line_total, currency)
        if agreed.amount < 0:
            raise NegativeCost(agreed)
        return agreed


@dataclass(frozen=True, slots=True)
class OrderDraft:
    supplier_id: UUID
    lines: tuple[LineDraft, ...]
    payment_terms: PaymentTerms | None = None
    fulfillment_method: FulfillmentMethod = FulfillmentMethod.ELECTRONIC_TRANSFER
    fulfillment_notes: str | None = None
    expected_date: date | None = None
    reference: str | None = None
    notes: str | None = None


def draft_order(work: Work, draft: OrderDraft, *, key: UUID) -> UUID:
    """Write a draft order, priced and totalled; return its id.

    Refuses `OrderWithoutLines`, `SupplierInactive`, `OrderInTwoCurrencies`, `NothingOrdered`,
    `NegativeCost` and, for an unknown supplier or ticket type, `NotFound`.
    """
    work.actor.require(Permission.ORDER_SEATS)
    order_id = new_id()
    first = answered_before(work, key, "draft_order", subject_id=order_id, draft=asdict(draft))
    if first is not None and first.subject_id is not None:
        return first.subject_id
    if not draft.lines:
        raise OrderWithoutLines
    supplier = work.session.scalars(
        select(Supplier).where(Supplier.id == draft.supplier_id)
    ).one_or_none()
    if supplier is None:
        raise NotFound("supplier", draft.supplier_id)
    if not supplier.is_active:
        raise SupplierInactive(supplier.id)
    types, currency = _ticket_types(work, draft.lines)
    total = Money.total((line.total(currency) for line in draft.lines), currency)

    def order(number: str) -> PurchaseOrder:
        made = PurchaseOrder(
            id=order_id,
            supplier_id=supplier.id,
            po_number=number,
            currency=currency,
            payment_terms=draft.payment_terms or supplier.payment_terms,
            fulfillment_method=draft.fulfillment_method,
            fulfillment_notes=draft.fulfillment_notes,
            expected_date=draft.expected_date,
            total_amount=total.amount,
            reference=draft.reference,
            notes=draft.notes,
            created_by=work.actor.display_name,
            created_at=work.now,
        )
        work.session.add(made)
        work.session.flush()  # a number that somebody else took shows here
        return made

    with_next_number(work, PurchaseOrder.po_number, "PO", order)
    work.session.add_all(
        _line(order_id, number, line, types[line.ticket_type_id], currency)
        for number, line in enumerate(draft.lines, start=1)
    )
    return order_id


def submit_order(work: Work, order_id: UUID) -> OrderStatus:
    """Send the draft to the supplier; who and when is kept. A repeat changes nothing."""
    work.actor.require(Permission.ORDER_SEATS)
    order = lock_order(work, order_id)
    if order.status is not OrderStatus.PENDING:
        require_move(order.po_number, ORDER_MOVES, order.status, OrderStatus.PENDING)
        order.status = OrderStatus.PENDING
        order.submitted_at, order.submitted_by = work.now, work.actor.display_name
    return order.status


def confirm_order(work: Work, order_id: UUID) -> OrderStatus:
    """The supplier said yes: what is owed becomes a payable, due by the terms."""
    work.actor.require(Permission.CONFIRM_ORDERS)
    order = lock_order(work, order_id)
    if order.status is OrderStatus.CONFIRMED:
        return order.status
    require_move(order.po_number, ORDER_MOVES, order.status, OrderStatus.CONFIRMED)
    order.status = OrderStatus.CONFIRMED
    order.approved_at, order.approved_by = work.now, work.actor.display_name
    for line in order_lines(work, order_id):
        line.status = LineStatus.CONFIRMED
    work.session.add(
        Payable(
            id=new_id(),
            supplier_id=order.supplier_id,
            purchase_order_id=order.id,
            amount=order.total_amount,
            currency=order.currency,
            due_date=due_date(_today(work), order.payment_terms),
            created_at=work.now,
        )
    )
    post(
        work,
        Account.STOCK_ON_ORDER,
        Account.PAYABLES,
        Money(order.total_amount, order.currency),
        f"{order.po_number} confirmed",
        purchase_order_id=order.id,
    )
    return order.status


def _today(work: Work) -> date:
    """The day where the agency is: late in the evening it is another one than in UTC."""
    zone = work.session.scalars(select(Tenant.timezone)).one()
    return work.now.astimezone(ZoneInfo(zone)).date()


def cancel_order(work: Work, order_id: UUID) -> OrderStatus:
    """Cancel what has not been received; what is owed for it is taken back in the journal."""
    work.actor.require(Permission.CONFIRM_ORDERS)
    order = lock_order(work, order_id)
    if order.status is OrderStatus.CANCELLED:
        return order.status
    require_move(order.po_number, ORDER_MOVES, order.status, OrderStatus.CANCELLED)
    owed = order.status in (OrderStatus.CONFIRMED, OrderStatus.PARTIALLY_RECEIVED)
    lines = order_lines(work, order_id)
    missing = Money.total((_cancel_rest(line, order.currency) for line in lines), order.currency)
    order.status, order.cancelled_at = OrderStatus.CANCELLED, work.now
    if owed:
        _owe_less(work, order, missing)
    return order.status


def lock_order(work: Work, order_id: UUID) -> PurchaseOrder:
    """Lock one order against everybody who changes it; refuse `NotFound`.

    Not against who points to it: a payment locks what is owed before it is posted for its order.
    """
    order = work.session.get(
        PurchaseOrder, (work.actor.tenant_id, order_id), with_for_update={"key_share": True}
    )
    if order is None:
        raise NotFound("purchase order", order_id)
    return order


def order_lines(work: Work, order_id: UUID) -> Sequence[PurchaseOrderLine]:
    """Lines of an order in their order; the caller holds the order's lock."""
    return work.session.scalars(
        select(PurchaseOrderLine)
        .where(PurchaseOrderLine.purchase_order_id == order_id)
        .order_by(PurchaseOrderLine.line_no)
    ).all()


def _cancel_rest(line: PurchaseOrderLine, currency: str) -> Money:
    """Close the line for what has not come, and return what that would have cost."""
    rest = line.quantity - line.received_quantity - line.cancelled_quantity
    costs = delivery_costs(
        Money(line.line_total, currency),
        line.quantity,
        received=line.received_quantity,
        arriving=rest,
    )
    line.cancelled_quantity += rest
    if line.status is not LineStatus.RECEIVED:
        line.status = LineStatus.RECEIVED if line.received_quantity else LineStatus.CANCELLED
    return Money.total(costs, currency)


def _owe_less(work: Work, order: PurchaseOrder, missing: Money) -> None:
    payable = work.session.scalars(
        select(Payable).where(Payable.purchase_order_id == order.id).with_for_update()
    ).one()
    payable.amount -= missing.amount
    if payable.status is PayableStatus.PENDING:  # one that is paid becomes a supplier's credit
        if payable.paid_amount and payable.paid_amount >= payable.amount:
            close_paid(work, payable, order.po_number)
        elif not payable.amount:
            payable.status = PayableStatus.CANCELLED
    post(
        work,
        Account.PAYABLES,
        Account.STOCK_ON_ORDER,
        missing,
        f"{order.po_number} cancelled",
        purchase_order_id=order.id,
    )


def _ticket_types(work: Work, lines: Sequence[LineDraft]) -> tuple[dict[UUID, TicketType], str]:
    wanted = {line.ticket_type_id for line in lines}
    rows = work.session.execute(
        select(TicketType, Event.currency)
        .join(Event, Event.id == TicketType.event_id)
        .where(TicketType.id.in_(wanted))
    ).all()
    found = {ticket_type.id: ticket_type for ticket_type, _ in rows}
    for missing in wanted - found.keys():
        raise NotFound("ticket type", missing)
    currencies = sorted({currency for _, currency in rows})
    if len(currencies) > 1:
        raise OrderInTwoCurrencies(currencies)
    return found, currencies[0]


def _line(
    order_id: UUID, number: int, draft: LineDraft, kind: TicketType, currency: str
) -> PurchaseOrderLine:
    return PurchaseOrderLine(
        id=new_id(),
        purchase_order_id=order_id,
        line_no=number,
        item_id=kind.id,
        item_code=kind.code,
        item_name=kind.name,
        description=draft.description,
        quantity=draft.quantity,
        unit_price=draft.unit_price,
        line_total=draft.total(currency).amount,
        expected_date=draft.expected_date,
    )
