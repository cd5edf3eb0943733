"""Tickets are signed in the order of their seats, in which everybody locks them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from core.domain.staff import Role
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_cash
from core.services.staff import SignedIn
from core.services.tickets.issuing import issue_unsigned
from core.services.tickets.keys import load_signer
from core.services.work import Work, begin_work, new_key
from db.models import Ticket
from tests.clock import NOW
from tests.races.counters import House, at_once
from tests.races.removing import wait_until

PARTY = 3


def test_a_signer_who_waits_for_a_ticket_holds_no_later_one(
    house: House, clerks: list[SignedIn], tmp_path: Path
) -> None:
    """Whoever has the first ticket can have the others: nobody waits in a circle."""
    clerk, worker = clerks[0], house.database.sign_in(Role.WORKER)
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        for seats in (house.seat_ids[PARTY : 2 * PARTY], house.seat_ids[:PARTY]):
            booking = reserve_seats(work, house.event_id, seats, key=new_key())
            pay_cash(work, booking.id, booking.total, key=new_key())

    def sign(work: Work) -> int:
        return issue_unsigned(work, load_signer(work, tmp_path))

    tickets = select(Ticket.id).order_by(Ticket.event_seat_id)
    holding = create_engine(house.database.super_url, poolclass=NullPool)
    with ThreadPoolExecutor(1) as thread:
        with holding.connect() as holder, holder.begin():
            holder.execute(tickets.limit(1).with_for_update())
            signing = thread.submit(at_once, (worker, sign))
            wait_until(holder, 1)
            free = holder.execute(tickets.with_for_update(skip_locked=True)).all()
        results = signing.result(timeout=60)

    assert len(free) == 2 * PARTY
    assert results == [2 * PARTY]
