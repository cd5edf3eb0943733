from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select, text

from core.domain.errors import KeyReused, NotFound
from core.domain.inventory.pricing import NegativeRetail
from core.domain.inventory.states import Ownership
from core.domain.money import Money, NotAnAmount, TooManyDigits
from core.domain.payments.states import Account
from core.domain.purchasing.refusals import (
    DeliveryForTwoEvents,
    EmptyDelivery,
    LineOverfull,
    OrderNotConfirmed,
    SeatsNotDeliverable,
)
from core.domain.purchasing.states import OrderStatus
from core.services.payments.journal import trial_balance
from core.services.purchasing import deliveries
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.work import Work, new_key
from db.models import Event, EventSeat, PurchaseOrder, PurchaseOrderLine
from tests.factories.events import make_event, make_price_level
from tests.factories.purchasing import make_line, make_order, make_ticket_type


@pytest.fixture
def event(work: Work) -> Event:
    return make_event(work.session)


@pytest.fixture
def order(work: Work) -> PurchaseOrder:
    return make_order(work.session)


@pytest.fixture
def line(work: Work, order: PurchaseOrder, event: Event) -> PurchaseOrderLine:
    kind = make_ticket_type(work.session, event, sections=["Stalls"])
    return make_line(
        work.session,
        order,
        kind,
        quantity=3,
        unit_price=Decimal("33.33"),
        line_total=Decimal("100.00"),
    )


@pytest.fixture(params=[0, 500], ids=["as a house", "as a handful"])
def looked_up(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of finding a delivery's seats."""
    monkeypatch.setattr(deliveries, "_A_HANDFUL", request.param)


def seats(*numbers: int, row: str = "A") -> tuple[DeliveredSeat, ...]:
    return tuple(DeliveredSeat("Stalls", row, str(number)) for number in numbers)


def owned(work: Work, event: Event) -> list[tuple[int, Decimal | None]]:
    rows = work.session.execute(
        select(EventSeat.rank, EventSeat.purchase_price)
        .where(EventSeat.event_id == event.id, EventSeat.ownership_status == Ownership.OWNED)
        .order_by(EventSeat.rank)
    )
    return [(rank, price) for rank, price in rows]


@pytest.mark.usefixtures("looked_up")
def test_two_deliveries_complete_the_order_to_the_cent(
    work: Work, event: Event, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    first = receive_delivery(work, order.id, [LineDelivery(line.id, seats(1, 2))], key=new_key())
    assert (first.quantity, first.order_status) == (2, OrderStatus.PARTIALLY_RECEIVED)

    second = receive_delivery(work, order.id, [LineDelivery(line.id, seats(3))], key=new_key())

    assert (second.quantity, second.order_status) == (1, OrderStatus.COMPLETED)
    assert owned(work, event) == [
        (0, Decimal("33.34")),
        (1, Decimal("33.33")),
        (2, Decimal("33.33")),
    ]
    assert trial_balance(work.session).of(Account.STOCK, "EUR") == Money(Decimal(100), "EUR")
    received = one_order(work.session, order.id).deliveries
    assert [delivery.quantity for delivery in received] == [2, 1]
    # The setting of a whole house's statement is that statement's alone.
    assert work.session.scalar(text("SHOW enable_nestloop")) == "on"


def test_two_lists_for_one_line_share_its_total(
    work: Work, event: Event, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    parts = [LineDelivery(line.id, seats(1)), LineDelivery(line.id, seats(2, 3))]

    receipt = receive_delivery(work, order.id, parts, key=new_key())

    assert (receipt.quantity, receipt.order_status) == (3, OrderStatus.COMPLETED)
    assert receipt.cost == Money(Decimal("100.00"), "EUR")
    assert sum(cost or 0 for _, cost in owned(work, event)) == Decimal("100.00")


def test_two_lists_for_one_line_share_its_open_seats(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    parts = [LineDelivery(line.id, seats(1, 2)), LineDelivery(line.id, seats(3, 4))]

    with pytest.raises(LineOverfull) as refused:
        receive_delivery(work, order.id, parts, key=new_key())

    assert (refused.value.open_seats, refused.value.delivered) == (3, 4)


def test_a_seat_takes_the_price_of_its_level_unless_told(
    work: Work, event: Event, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    level = make_price_level(work.session, event, base_price=Decimal("55.00"))
    for seat in work.session.scalars(select(EventSeat).where(EventSeat.event_id == event.id)):
        seat.price_level_id, seat.base_price = level.id, level.base_price
    work.session.flush()
    told = DeliveredSeat("Stalls", "A", "2", retail_price=Decimal("80.00"))

    delivery = LineDelivery(line.id, (*seats(1), told))
    receive_delivery(work, order.id, [delivery], key=new_key())

    prices = work.session.scalars(
        select(EventSeat.retail_price)
        .where(EventSeat.event_id == event.id, EventSeat.ownership_status == Ownership.OWNED)
        .order_by(EventSeat.rank)
    ).all()
    assert prices == [Decimal("55.00"), Decimal("80.00")]


def test_no_seat_arrives_with_a_price_below_zero(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    told = DeliveredSeat("Stalls", "A", "2", retail_price=Decimal("-0.01"))

    with pytest.raises(NegativeRetail) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, (told,))], key=new_key())

    assert refused.value.price == Money(Decimal("-0.01"), "EUR")


@pytest.mark.parametrize(
    ("price", "refusal"),
    [("10.505", TooManyDigits), ("NaN", NotAnAmount)],
    ids=["half a cent", "NaN"],
)
def test_a_retail_price_that_nobody_can_pay_is_refused(
    work: Work,
    event: Event,
    order: PurchaseOrder,
    line: PurchaseOrderLine,
    price: str,
    refusal: type[TooManyDigits] | type[NotAnAmount],
) -> None:
    """It would be rounded on its way to the seat, or be no number there."""
    priced = [replace(seat, retail_price=Decimal(price)) for seat in seats(2)]
    with pytest.raises(refusal) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, tuple(priced))], key=new_key())

    assert str(refused.value).startswith(f"{price} EUR")
    assert owned(work, event) == []


def test_the_same_key_receives_once(
    work: Work, event: Event, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    key = new_key()
    delivery = [LineDelivery(line.id, seats(1))]

    first = receive_delivery(work, order.id, delivery, key=key)

    assert receive_delivery(work, order.id, delivery, key=key) == first
    assert len(owned(work, event)) == 1
    with pytest.raises(KeyReused):
        receive_delivery(work, order.id, [LineDelivery(line.id, seats(2))], key=key)
    with pytest.raises(KeyReused):
        receive_delivery(work, order.id, delivery, reference="Another paper", key=key)


@pytest.mark.usefixtures("looked_up")
def test_bad_seats_refuse_the_whole_delivery_by_name(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    receive_delivery(work, order.id, [LineDelivery(line.id, seats(1))], key=new_key())
    wrong = (*seats(1), DeliveredSeat("Stalls", "Z", "1"))

    with pytest.raises(SeatsNotDeliverable) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, wrong)], key=new_key())

    assert refused.value.owned == ("Stalls A-1",)
    assert refused.value.unknown == ("Stalls Z-1",)
    assert refused.value.not_covered == ()


def test_a_seat_listed_twice_is_refused(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    with pytest.raises(SeatsNotDeliverable) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, seats(4, 4))], key=new_key())

    assert refused.value.doubled == ("Stalls A-4",)


def test_a_seat_that_the_line_does_not_buy_is_refused(
    work: Work, event: Event, order: PurchaseOrder
) -> None:
    level = make_price_level(work.session, event)
    kind = make_ticket_type(work.session, event, price_level_id=level.id)
    line = make_line(work.session, order, kind, quantity=3)

    with pytest.raises(SeatsNotDeliverable) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, seats(5))], key=new_key())

    assert refused.value.not_covered == ("Stalls A-5",)


def test_more_than_ordered_is_refused(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    with pytest.raises(LineOverfull) as refused:
        receive_delivery(work, order.id, [LineDelivery(line.id, seats(1, 2, 3, 4))], key=new_key())

    assert (refused.value.line_no, refused.value.open_seats, refused.value.delivered) == (1, 3, 4)


def test_an_order_that_is_not_confirmed_receives_nothing(work: Work) -> None:
    drafted = make_order(work.session, status=OrderStatus.DRAFT)

    with pytest.raises(OrderNotConfirmed) as refused:
        receive_delivery(work, drafted.id, [], key=new_key())

    assert refused.value.status == "DRAFT"


def test_an_empty_delivery_is_refused(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    with pytest.raises(EmptyDelivery):
        receive_delivery(work, order.id, [LineDelivery(line.id, ())], key=new_key())


def test_a_line_of_another_order_is_refused(work: Work, order: PurchaseOrder) -> None:
    stranger: UUID = new_key()

    with pytest.raises(NotFound) as refused:
        receive_delivery(work, order.id, [LineDelivery(stranger, seats(1))], key=new_key())

    assert refused.value.wanted == stranger


def test_one_delivery_is_for_one_event(
    work: Work, order: PurchaseOrder, line: PurchaseOrderLine
) -> None:
    other = make_ticket_type(work.session, make_event(work.session))
    second = make_line(work.session, order, other, quantity=1, line_no=2)
    both = [LineDelivery(line.id, seats(1)), LineDelivery(second.id, seats(2))]

    with pytest.raises(DeliveryForTwoEvents) as refused:
        receive_delivery(work, order.id, both, key=new_key())

    assert refused.value.events == 2
