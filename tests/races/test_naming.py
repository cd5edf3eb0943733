"""One walk-up named at two counters: the first name stays, whoever came second hears so."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.sales.refusals import BuyerFixed
from core.services.sales.naming import name_buyer
from core.services.sales.reserving import reserve_seats
from core.services.sales.rows import BookingRow
from core.services.staff import SignedIn
from core.services.work import Work, begin_work, new_key
from db.models import Booking
from tests.clock import NOW
from tests.factories import make_customer
from tests.races.counters import House, at_once
from tests.races.removing import wait_until


def name(booking: BookingRow, customer_id: UUID, work: Work) -> BookingRow:
    return name_buyer(work, booking.id, customer_id, key=new_key())


def test_a_walk_up_named_twice_at_once_gets_one_name(house: House, clerks: list[SignedIn]) -> None:
    first = clerks[0]
    with begin_work(first.sessions, first.actor, clock=lambda: NOW) as work:
        booking = reserve_seats(work, house.event_id, house.seat_ids[:1], key=new_key())
        customers = [make_customer(work.session).id for _ in range(2)]
    steps = [
        (clerk, partial(name, booking, customer))
        for clerk, customer in zip(clerks[:2], customers, strict=True)
    ]
    engine = create_engine(house.database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread:
        with engine.connect() as holder, holder.begin():
            holder.execute(select(Booking.id).with_for_update())
            naming = thread.submit(at_once, *steps)
            wait_until(holder, 2)
        results = naming.result(timeout=60)

    (named,) = (one for one in results if isinstance(one, BookingRow))
    (refused,) = (one for one in results if isinstance(one, BuyerFixed))
    assert (refused.number, refused.why) == (booking.number, "it has a customer")
    with engine.connect() as connection:
        assert connection.scalars(select(Booking.customer_id)).one() == named.customer_id
