"""A full house, made once a worker: read it, or change it in a transaction that is rolled back."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from db.embedded import EmbeddedServer
from tests.databases import TestDatabase, copy_of_template
from tests.db.security.full_house import fill


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
