"""A full house, made once a worker; and a small day of business: stock, a till, two bookings."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from core.services.work import Work
from db.embedded import EmbeddedServer
from db.models import TillShift
from tests.databases import TestDatabase, copy_of_template
from tests.db.security.full_house import fill
from tests.factories import Sale, Stock, open_till, reserve, sell, stocked_event


@pytest.fixture(scope="session")
def full_house(server: EmbeddedServer) -> Iterator[TestDatabase]:
    with copy_of_template(server) as database:
        fill(database)
        yield database


@pytest.fixture
def above(full_house: TestDatabase) -> Iterator[Connection]:
    """The superuser's connection to the full house, rolled back."""
    engine = create_engine(full_house.super_url, poolclass=NullPool)
    with engine.connect() as opened:
        yield opened
        opened.rollback()


@pytest.fixture
def stock(work: Work) -> Stock:
    return stocked_event(work.session, rows=1, seats=8, owned=6)


@pytest.fixture
def till(work: Work) -> TillShift:
    return open_till(work.session, work.actor.staff_id)


@pytest.fixture
def reserved(work: Work, stock: Stock) -> Sale:
    return reserve(work.session, stock.seats[:2])


@pytest.fixture
def sold(work: Work, stock: Stock, till: TillShift) -> Sale:
    return sell(work.session, stock.seats[2:4], till)
