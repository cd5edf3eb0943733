from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.inventory.finding import NotEnoughSeats
from core.domain.inventory.pricing import (
    AnotherLot,
    FixedPrice,
    LevelPrice,
    LotPrice,
    MarkUp,
    NoLevelPrice,
)
from core.domain.inventory.states import SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.services.events.creating import EventDraft, create_event
from core.services.events.price_levels import LevelDraft, Place, set_price_levels
from core.services.inventory.availability import (
    SeatCode,
    changed_seats,
    seat_prices,
    seat_states,
)
from core.services.inventory.finding import Together, Wish, find_seats
from core.services.inventory.pricing import (
    NothingToPrice,
    Selection,
    restore_prices,
    set_retail_prices,
)
from core.services.inventory.seats import seat_cards
from core.services.work import Work, new_key
from db.models import EventSeat, Seat
from tests.clock import NOW
from tests.factories.events import make_event, make_venue
from tests.factories.holds import put_on_hold
from tests.factories.purchasing import stocked_event


def eur(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_states_come_as_one_code_a_seat_in_rank_order(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=5, owned=3)
    put_on_hold(work.session, stock.event.id, stock.seat_ids[1:2])

    states = seat_states(work.session, stock.event.id, now=NOW)

    assert [SeatCode(code) for code in states.codes] == [
        SeatCode.AVAILABLE,
        SeatCode.HELD,
        SeatCode.AVAILABLE,
        SeatCode.NOT_OWNED,
        SeatCode.NOT_OWNED,
    ]


def test_prices_come_in_cents_and_minus_one_where_there_is_none(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3, owned=2, price=Decimal("12.34"))

    prices = seat_prices(work.session, stock.event.id)

    assert prices.cents.tolist() == [1234, 1234, -1]
    assert prices.level.tolist() == [-1, -1, -1]


def test_a_seat_out_of_use_keeps_its_place_on_the_map(work: Work) -> None:
    venue = make_venue(work.session, rows=1, seats=5)
    gone = work.session.scalars(
        select(Seat).where(Seat.venue_id == venue.id, Seat.rank.in_([1, 4]))
    )
    for seat in gone:
        seat.is_active = False
    work.session.flush()
    draft = EventDraft("Gala", venue.id, NOW, NOW + timedelta(hours=2), "Europe/Berlin")
    event_id = create_event(work, draft, key=new_key()).id
    third = work.session.scalars(
        select(EventSeat).where(EventSeat.event_id == event_id, EventSeat.rank == 2)
    ).one()
    third.status = SeatStatus.BLOCKED
    third.retail_price = Decimal("12.34")
    work.session.flush()

    prices = seat_prices(work.session, event_id)

    codes = seat_states(work.session, event_id, now=NOW).codes.tolist()
    assert codes == [SeatCode.NOT_OWNED] * 5
    assert prices.cents.tolist() == [-1, -1, 1234, -1, -1]
    assert prices.level.tolist() == [-1] * 5


def test_a_price_of_millions_fits_the_map(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=1, currency="VND", price=Decimal(30_000_000))

    assert seat_prices(work.session, stock.event.id).cents.tolist() == [3_000_000_000]
    changed = changed_seats(work.session, stock.event.id, 0, now=NOW)
    assert changed.cents.tolist() == [3_000_000_000]


def test_best_available_takes_the_front_row_together(work: Work) -> None:
    stock = stocked_event(work.session, rows=2, seats=6)

    found = find_seats(work.session, stock.event.id, Wish(4), now=NOW)

    assert [(seat.row, seat.position) for seat in found] == [("A", n) for n in range(4)]


def test_seats_without_a_price_or_not_ours_are_not_found(work: Work) -> None:
    unpriced = stocked_event(work.session, price=None)
    foreign = make_event(work.session)

    for event in (unpriced.event, foreign):
        with pytest.raises(NotEnoughSeats) as refused:
            find_seats(work.session, event.id, Wish(1, Together.ADJACENT), now=NOW)
        assert (refused.value.wanted, refused.value.left) == (1, 0)


def test_a_mark_up_prices_what_is_free_and_can_be_undone(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)

    done = set_retail_prices(work, stock.event.id, Selection(), MarkUp(Decimal(50)), key=new_key())
    assert (done.seats, done.total_before, done.total_after) == (3, Decimal(150), Decimal(135))

    assert restore_prices(work, stock.event.id, done.before, key=new_key()) == 3
    cards = seat_cards(work.session, stock.event.id, [0])
    assert cards[0].retail_price == Decimal("50.00")


def test_a_selection_narrows_by_rank(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)

    set_retail_prices(
        work, stock.event.id, Selection(ranks=(2,)), FixedPrice(eur("9.00")), key=new_key()
    )

    asked = select(EventSeat.retail_price).where(EventSeat.event_id == stock.event.id)
    prices = work.session.scalars(asked.order_by(EventSeat.rank)).all()
    assert prices == [Decimal(50), Decimal(50), Decimal(9)]


def test_a_rule_that_lacks_its_facts_prices_nothing(work: Work) -> None:
    stock = stocked_event(work.session)

    with pytest.raises(NoLevelPrice):
        set_retail_prices(work, stock.event.id, Selection(), LevelPrice(), key=new_key())


def test_pricing_seats_that_are_not_ours_is_refused(work: Work) -> None:
    event = make_event(work.session)

    with pytest.raises(NothingToPrice):
        set_retail_prices(work, event.id, Selection(), FixedPrice(eur("1.00")), key=new_key())


def test_a_price_in_another_currency_than_the_events_is_refused(work: Work) -> None:
    stock = stocked_event(work.session)
    dollars = FixedPrice(Money(Decimal("9.00"), "USD"))

    with pytest.raises(MixedCurrencies) as refused:
        set_retail_prices(work, stock.event.id, Selection(), dollars, key=new_key())

    assert refused.value.currencies == ("EUR", "USD")


def prices_of(work: Work, event_id: UUID) -> list[Decimal | None]:
    asked = select(EventSeat.retail_price).where(EventSeat.event_id == event_id)
    return list(work.session.scalars(asked.order_by(EventSeat.rank)))


def test_a_lot_is_priced_to_the_cent_by_its_levels_and_can_be_undone(work: Work) -> None:
    stock = stocked_event(work.session, rows=2, seats=4)
    levels = [
        LevelDraft("Front", Decimal(60), (Place("Stalls", "A"),)),
        LevelDraft("Back", Decimal(40), (Place("Stalls", "B"),)),
    ]
    set_price_levels(work, stock.event.id, levels, key=new_key())
    rule = LotPrice(eur("1000.00"), 7)
    seven = Selection(ranks=tuple(range(7)))

    done = set_retail_prices(work, stock.event.id, seven, rule, key=new_key())

    front = [Decimal("166.67")] * 3 + [Decimal("166.66")]
    assert prices_of(work, stock.event.id) == [*front, *[Decimal("111.11")] * 3, Decimal(50)]
    assert (done.total_before, done.total_after) == (Decimal(350), Decimal(1000))

    restore_prices(work, stock.event.id, done.before, key=new_key())
    assert prices_of(work, stock.event.id) == [Decimal(50)] * 8


def test_a_lot_of_no_level_is_split_evenly(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)

    set_retail_prices(work, stock.event.id, Selection(), LotPrice(eur("10"), 3), key=new_key())

    assert prices_of(work, stock.event.id) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]


def test_a_lot_of_which_a_seat_is_gone_is_not_priced(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3, owned=2)

    with pytest.raises(AnotherLot) as refused:
        set_retail_prices(work, stock.event.id, Selection(), LotPrice(eur("10"), 3), key=new_key())

    assert (refused.value.total, refused.value.agreed, refused.value.found) == (eur("10"), 3, 2)
    assert prices_of(work, stock.event.id) == [Decimal(50), Decimal(50), None]


def test_a_lot_in_another_currency_than_the_events_is_refused(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)
    dollars = LotPrice(Money(Decimal(10), "USD"), 3)

    with pytest.raises(MixedCurrencies):
        set_retail_prices(work, stock.event.id, Selection(), dollars, key=new_key())


def test_a_card_says_how_the_seat_stands(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=2)

    card = seat_cards(work.session, stock.event.id, [1])[0]

    assert (card.label, card.status, card.retail_price, card.purchase_price) == (
        "Stalls A-2",
        SeatStatus.AVAILABLE,
        Decimal("50.00"),
        Decimal("30.00"),
    )
    assert card.booking_number is None


def test_a_repeated_repricing_offers_no_prices_to_go_back_to(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)
    rule, key = FixedPrice(eur("9.00")), new_key()
    first = set_retail_prices(work, stock.event.id, Selection(), rule, key=key)

    again = set_retail_prices(work, stock.event.id, Selection(), rule, key=key)

    assert len(first.before) == 3
    assert (again.seats, again.total_after, again.before) == (3, Decimal(27), {})


def test_a_lot_priced_twice_with_one_key_is_priced_once(work: Work) -> None:
    stock = stocked_event(work.session, rows=1, seats=3)
    rule, key = LotPrice(eur("10"), 3), new_key()
    set_retail_prices(work, stock.event.id, Selection(), rule, key=key)
    fixed = FixedPrice(eur("9.00"))
    set_retail_prices(work, stock.event.id, Selection(), fixed, key=new_key())

    again = set_retail_prices(work, stock.event.id, Selection(), rule, key=key)

    assert (again.seats, again.total_after, again.before) == (3, Decimal(27), {})
    assert prices_of(work, stock.event.id) == [Decimal(9)] * 3
