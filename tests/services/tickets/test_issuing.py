"""Issuing: sold tickets are signed, once, and nothing else is."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.domain.errors import NotAllowed, NotFound
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.tickets.qr import TEXT_LENGTH, is_genuine, parse
from core.domain.tickets.refusals import NotConfirmed
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.tickets.issuing import issue_tickets, issue_unsigned
from core.services.tickets.keys import load_signer, load_verifiers
from core.services.work import new_key
from db.models import Ticket
from tests.conftest import WorkAs
from tests.factories import stocked_event
from tests.services.sold import sold


def test_issue_signs_every_sold_ticket(work_as: WorkAs, tmp_path: Path) -> None:
    booking = sold(work_as, 2, 0, 1).booking

    with work_as(Role.WORKER) as workers:
        issued = issue_tickets(workers, booking.id, signer=load_signer(workers, tmp_path))
        codes = workers.session.execute(
            select(Ticket.id, Ticket.qr_code).where(Ticket.booking_id == booking.id)
        ).all()
        verifiers = load_verifiers(workers.session)

    assert [ticket.label for ticket in issued] == ["Stalls A-1", "Stalls A-2", "Stalls A-3"]
    for ticket_id, code in codes:
        assert code is not None
        assert len(code) == TEXT_LENGTH
        payload = parse(code)
        assert payload is not None
        assert payload.ticket_id == ticket_id
        assert is_genuine(payload, verifiers)


def test_issue_again_changes_nothing(work_as: WorkAs, tmp_path: Path) -> None:
    booking = sold(work_as, 0, 1).booking

    with work_as(Role.WORKER) as workers:
        signer = load_signer(workers, tmp_path)
        first = issue_tickets(workers, booking.id, signer=signer)
        codes = select(Ticket.qr_code).where(Ticket.booking_id == booking.id)
        before = set(workers.session.scalars(codes))
        again = issue_tickets(workers, booking.id, signer=signer)
        after = set(workers.session.scalars(codes))

    assert again == first
    assert after == before


def test_issue_refuses_what_is_not_sold(work_as: WorkAs, tmp_path: Path) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
        signer = load_signer(managers, tmp_path)
    with work_as(Role.BOX_OFFICE) as clerks:
        booking = reserve_seats(clerks, stock.event.id, stock.seat_ids[:2], key=new_key())
        with pytest.raises(NotConfirmed, match="reserved and not paid") as refused:
            issue_tickets(clerks, booking.id, signer=signer)
        release_reservation(clerks, booking.id, key=new_key())
        with pytest.raises(NotConfirmed, match="cancelled"):
            issue_tickets(clerks, booking.id, signer=signer)
        unsigned = clerks.session.scalar(
            select(func.count()).where(Ticket.booking_id == booking.id, Ticket.qr_code.is_not(None))
        )

    assert refused.value.booking == booking.number
    assert refused.value.status is BookingStatus.RESERVED
    assert unsigned == 0


def test_issue_refuses_an_unknown_booking(work_as: WorkAs, tmp_path: Path) -> None:
    unknown = new_key()
    with work_as(Role.MANAGER) as managers, pytest.raises(NotFound) as refused:
        issue_tickets(managers, unknown, signer=load_signer(managers, tmp_path))

    assert refused.value.wanted == unknown


@pytest.mark.parametrize("role", [Role.DOOR, Role.BUYER, Role.WEB])
def test_issue_is_not_for_everybody(work_as: WorkAs, tmp_path: Path, role: Role) -> None:
    booking = sold(work_as, 0).booking
    with work_as(Role.WORKER) as workers:
        signer = load_signer(workers, tmp_path)
    with work_as(role) as others, pytest.raises(NotAllowed):
        issue_tickets(others, booking.id, signer=signer)


def test_sweep_signs_what_was_left_behind(work_as: WorkAs, tmp_path: Path) -> None:
    sold(work_as, 0, 1, 2)

    with work_as(Role.WORKER) as workers:
        signer = load_signer(workers, tmp_path)
        counts = [issue_unsigned(workers, signer, limit=2) for _ in range(3)]

    assert counts == [2, 1, 0]
