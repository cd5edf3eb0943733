"""Presales at the counter: who may buy in them, when, how much, and what happens afterwards."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from core.domain.errors import KeyReused, NotFound
from core.domain.events import EventStatus, NotOnSale
from core.domain.inventory.states import Allotment
from core.domain.sales.presale_entry import (
    AccessCodeWrong,
    CodeUsedUp,
    NotInvited,
    PresaleNotOpen,
    TooManyInPresale,
)
from core.domain.sales.refusals import BuyerFixed, SeatsKept, SeatsNotYetOnSale, SeatsTaken
from core.domain.sales.states import CustomerTier, HowSold, PresaleEntry, SalesChannel
from core.services.holds.presales import end_presale, list_presales
from core.services.sales import reserving
from core.services.sales.naming import name_buyer
from core.services.sales.queries import SoldBy, booking_in_full, search_bookings
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.sales.settling import pay_cash
from core.services.work import Work, new_key
from db.models import Booking, EventSeat, Presale
from tests.clock import NOW
from tests.factories import (
    Stock,
    make_customer,
    make_presale,
    make_price_level,
    reserve,
    stocked_event,
)
from tests.services.sold import open_drawer

WEEK = NOW + timedelta(days=7)


@dataclass(frozen=True)
class Early:
    """A presale of the first six of eight seats, four tickets a customer."""

    work: Work
    stock: Stock
    presale: Presale

    def buy(
        self,
        *places: int,
        code: str = "",
        customer: UUID | None = None,
        at: datetime = NOW,
        key: UUID | None = None,
    ) -> BookingRow:
        return reserve_seats(
            Work(self.work.session, self.work.actor, at),
            self.stock.event.id,
            [self.stock.seat_ids[place] for place in places],
            customer_id=customer,
            how=HowSold(presale=PresaleEntry(self.presale.id, code)),
            key=key or new_key(),
        )


def early(work: Work, status: EventStatus = EventStatus.ON_SALE, **fields: Any) -> Early:
    stock = stocked_event(work.session, rows=1, seats=8, status=status)
    presale = make_presale(work.session, stock.event, name="Friends", **fields)
    work.session.execute(
        update(EventSeat)
        .where(EventSeat.id.in_(stock.seat_ids[:6]))
        .values(allotted_to=Allotment.PRESALE, presale_id=presale.id, allotted_until=WEEK)
    )
    return Early(work, stock, presale)


@pytest.fixture
def by_code(work: Work) -> Early:
    return early(work, access_code="FRIENDS-1")


def customer(work: Work, tier: CustomerTier = CustomerTier.BRONZE) -> UUID:
    return make_customer(work.session, customer_tier=tier).id


def test_whoever_says_the_code_buys_and_the_booking_knows_the_presale(by_code: Early) -> None:
    booking = by_code.buy(0, 1, 6, code=" friends-1 ")

    assert booking.ticket_count == 3
    row = by_code.work.session.get_one(Booking, (by_code.work.actor.tenant_id, booking.id))
    assert row.presale_id == by_code.presale.id
    assert booking_in_full(by_code.work.session, booking.id).presale == "Friends"


def test_a_walk_up_of_a_presale_counts_for_nobody_and_gets_no_customer(by_code: Early) -> None:
    booking = by_code.buy(0, code="FRIENDS-1")

    with pytest.raises(BuyerFixed) as refused:
        name_buyer(by_code.work, booking.id, customer(by_code.work), key=new_key())

    assert refused.value.number == booking.number
    assert refused.value.why.startswith("it was let into its presale without a name")


def test_bookings_are_listed_by_how_they_were_sold(by_code: Early) -> None:
    presold = by_code.buy(0, code="FRIENDS-1")
    session, event_id = by_code.work.session, by_code.stock.event.id
    by_phone = reserve_seats(
        by_code.work,
        event_id,
        by_code.stock.seat_ids[6:],
        how=HowSold(SalesChannel.PHONE),
        key=new_key(),
    )

    def found(sold: SoldBy) -> dict[str, str | None]:
        lines = search_bookings(session, by_code.stock.event.title, sold=sold)
        return {line.booking.number: line.presale for line in lines}

    assert found(SoldBy()) == {presold.number: "Friends", by_phone.number: None}
    assert found(SoldBy(presold=True)) == {presold.number: "Friends"}
    assert found(SoldBy(SalesChannel.PHONE)) == {by_phone.number: None}
    assert found(SoldBy(SalesChannel.WEB)) == {}


def test_the_seats_are_sold_in_no_other_way(by_code: Early) -> None:
    with pytest.raises(SeatsKept) as refused:
        reserve_seats(
            by_code.work, by_code.stock.event.id, by_code.stock.seat_ids[5:7], key=new_key()
        )
    assert refused.value.seats == ("Stalls A-6",)
    other = make_presale(by_code.work.session, by_code.stock.event, access_code="OTHER")
    with pytest.raises(SeatsKept):
        reserve_seats(
            by_code.work,
            by_code.stock.event.id,
            by_code.stock.seat_ids[:1],
            how=HowSold(presale=PresaleEntry(other.id, "OTHER")),
            key=new_key(),
        )


def test_a_wrong_code_and_none_are_refused(by_code: Early) -> None:
    with pytest.raises(AccessCodeWrong) as wrong:
        by_code.buy(0, code="FRIENDS-2")
    with pytest.raises(NotInvited) as refused:
        by_code.buy(0, customer=customer(by_code.work))

    assert wrong.value.name == "Friends"
    assert (refused.value.tiers, refused.value.by_code) == ((), True)


def test_a_tier_is_let_in_without_the_code(work: Work) -> None:
    gold = early(work, access_code="FRIENDS-1", customer_tiers=["GOLD", "PLATINUM"])

    assert gold.buy(0, customer=customer(work, CustomerTier.GOLD)).ticket_count == 1
    with pytest.raises(NotInvited) as refused:
        gold.buy(1, customer=customer(work, CustomerTier.SILVER))
    assert refused.value.tiers == ("GOLD", "PLATINUM")
    assert str(refused.value) == (
        "Friends is sold with the access code or for gold and platinum customers only."
    )
    assert gold.buy(1, code="FRIENDS-1").ticket_count == 1


def test_without_code_and_tiers_it_is_for_customers_with_a_name(work: Work) -> None:
    named = early(work)

    with pytest.raises(NotInvited):
        named.buy(0)
    assert named.buy(0, customer=customer(work)).ticket_count == 1


@pytest.mark.parametrize("moment", [NOW - timedelta(seconds=1), WEEK])
def test_nobody_buys_in_it_outside_its_window(by_code: Early, moment: datetime) -> None:
    with pytest.raises(PresaleNotOpen) as refused:
        by_code.buy(0, code="FRIENDS-1", at=moment)

    assert (refused.value.start, refused.value.end) == (NOW, WEEK)


def test_after_the_window_the_seats_are_on_general_sale_without_a_job(by_code: Early) -> None:
    later = Work(by_code.work.session, by_code.work.actor, WEEK)
    booking = reserve_seats(
        later, by_code.stock.event.id, by_code.stock.seat_ids[:2], key=new_key()
    )
    assert booking.ticket_count == 2


def test_a_presale_that_was_ended_is_not_open(by_code: Early) -> None:
    end_presale(by_code.work, by_code.presale.id, key=new_key())

    with pytest.raises(PresaleNotOpen):
        by_code.buy(0, code="FRIENDS-1")


def test_a_customer_buys_no_more_than_the_most_over_all_bookings(by_code: Early) -> None:
    buyer = customer(by_code.work)
    first = by_code.buy(0, 1, 2, code="FRIENDS-1", customer=buyer)
    with pytest.raises(TooManyInPresale) as refused:
        by_code.buy(3, 4, code="FRIENDS-1", customer=buyer)
    assert (refused.value.most, refused.value.bought, refused.value.asked) == (4, 3, 2)

    release_reservation(by_code.work, first.id, key=new_key())

    assert by_code.buy(3, 4, code="FRIENDS-1", customer=buyer).ticket_count == 2
    with pytest.raises(TooManyInPresale):
        by_code.buy(0, 1, 2, 5, 6, code="FRIENDS-1")


def test_the_same_request_again_is_answered_although_the_most_is_reached(by_code: Early) -> None:
    buyer, key = customer(by_code.work), new_key()
    first = by_code.buy(0, 1, 2, 3, code="FRIENDS-1", customer=buyer, key=key)

    assert by_code.buy(0, 1, 2, 3, code="FRIENDS-1", customer=buyer, key=key).id == first.id
    with pytest.raises(KeyReused):
        by_code.buy(0, 1, code="FRIENDS-1", customer=buyer, key=key)


def test_a_presale_of_some_price_levels_sells_its_seats_there_only(work: Work) -> None:
    limited = early(work, access_code="FRIENDS-1")
    front = make_price_level(work.session, limited.stock.event, name="Front")
    limited.presale.price_level_ids = [front.id]
    seat = limited.stock.seats[1]
    seat.price_level_id = front.id
    work.session.flush()

    assert limited.buy(1, code="FRIENDS-1").ticket_count == 1
    with pytest.raises(SeatsKept):
        limited.buy(0, code="FRIENDS-1")


def test_a_presale_of_another_event_is_not_found(by_code: Early) -> None:
    elsewhere = stocked_event(by_code.work.session, rows=1, seats=2)
    with pytest.raises(NotFound):
        reserve_seats(
            by_code.work,
            elsewhere.event.id,
            elsewhere.seat_ids,
            how=HowSold(presale=PresaleEntry(by_code.presale.id, "FRIENDS-1")),
            key=new_key(),
        )


def test_tickets_by_the_code_count_towards_what_it_may_buy_in_all(work: Work) -> None:
    scarce = early(
        work, access_code="FRIENDS-1", max_tickets_by_code=3, customer_tiers=["PLATINUM"]
    )
    first = scarce.buy(0, 1, code="FRIENDS-1")
    with pytest.raises(CodeUsedUp) as refused:
        scarce.buy(2, 3, code="FRIENDS-1", customer=customer(work))
    assert (refused.value.left, refused.value.asked) == (1, 2)
    # Whoever needs no code doesn't use it up.
    assert scarce.buy(2, 3, code="FRIENDS-1", customer=customer(work, CustomerTier.PLATINUM))
    (row,) = list_presales(work.session, scarce.stock.event.id)
    assert (row.max_tickets_by_code, row.bought_by_code) == (3, 2)

    release_reservation(work, first.id, key=new_key())

    assert scarce.buy(0, 1, 4, code="FRIENDS-1").ticket_count == 3
    with pytest.raises(CodeUsedUp) as over:
        scarce.buy(5, code="FRIENDS-1")
    assert str(over.value) == (
        "The access code of Friends has bought all that it may; 1 were asked for now."
    )


def test_a_presale_sells_before_the_general_sale_and_nothing_else_is_sold(work: Work) -> None:
    ahead = early(work, EventStatus.PUBLISHED, access_code="FRIENDS-1")

    booking = ahead.buy(0, 1, code="FRIENDS-1")
    open_drawer(work)
    assert pay_cash(work, booking.id, booking.total, key=new_key()).booking.ticket_count == 2
    with pytest.raises(SeatsNotYetOnSale) as later:
        ahead.buy(2, 6, code="FRIENDS-1")
    assert later.value.seats == ("Stalls A-7",)
    with pytest.raises(SeatsTaken):
        ahead.buy(0, code="FRIENDS-1")
    with pytest.raises(NotOnSale):
        reserve_seats(work, ahead.stock.event.id, ahead.stock.seat_ids[6:], key=new_key())
    with pytest.raises(PresaleNotOpen):
        ahead.buy(2, code="FRIENDS-1", at=NOW - timedelta(days=1))


def test_what_the_look_has_not_seen_the_statement_refuses(
    work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = early(work, EventStatus.PUBLISHED, access_code="FRIENDS-1")
    monkeypatch.setattr(reserving, "_look_first", lambda _work, _wish, _key: None)

    with pytest.raises(SeatsNotYetOnSale) as later:
        ahead.buy(5, 6, code="FRIENDS-1")

    assert later.value.seats == ("Stalls A-7",)
    assert ahead.buy(4, 5, code="FRIENDS-1").ticket_count == 2


def test_nothing_is_presold_for_a_draft(work: Work) -> None:
    ahead = early(work, EventStatus.DRAFT, access_code="FRIENDS-1")

    with pytest.raises(NotOnSale):
        ahead.buy(0, code="FRIENDS-1")


@pytest.mark.parametrize(
    "fields",
    [
        {"is_active": False},
        {"start_datetime": NOW.replace(year=2126), "end_datetime": NOW.replace(year=2127)},
    ],
)
def test_the_database_itself_refuses_a_ticket_outside_the_window(
    work: Work, fields: dict[str, Any]
) -> None:
    shut = early(work, access_code="FRIENDS-1", **fields)
    seats = shut.stock.seats[:1]
    work.session.execute(
        update(EventSeat).where(EventSeat.id == seats[0].id).values(allotted_until=None)
    )

    with pytest.raises(DBAPIError, match="kept for one channel"):
        reserve(work.session, seats, presale_id=shut.presale.id)
