"""The factories make rows that the database accepts."""

from core.domain.inventory.states import Ownership
from core.services.work import Work
from tests.factories import make_customer, make_event, make_price_level, open_till, stocked_event


def test_stocked_event_owns_its_seats(work: Work) -> None:
    stock = stocked_event(work.session, owned=4)

    assert [seat.ownership_status for seat in stock.seats] == [Ownership.OWNED] * 4
    assert [seat.rank for seat in stock.seats] == [0, 1, 2, 3]


def test_the_small_ones_stand(work: Work) -> None:
    make_customer(work.session)
    make_price_level(work.session, make_event(work.session))
    open_till(work.session, work.actor.staff_id)
