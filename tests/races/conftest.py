"""What most races begin with: a stocked event on a database of its own, and who sells it."""

import pytest

from core.services.staff import SignedIn
from tests.databases import TestDatabase
from tests.races.counters import House, hire, stock


@pytest.fixture
def house(fresh_database: TestDatabase) -> House:
    return stock(fresh_database)


@pytest.fixture
def clerks(fresh_database: TestDatabase) -> list[SignedIn]:
    return hire(fresh_database, 4)
