"""Moments as the clock on the desk shows them."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from core.domain.moments import TIME, local
from core.domain.sales.presale_entry import PresaleNotOpen

SUMMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)


@pytest.fixture
def in_vienna(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Vienna")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("in_vienna")
def test_local_tells_the_day_and_hour_of_this_computer() -> None:
    assert local(SUMMER) == "02 Jul 2026 00:30"
    assert local(datetime(2026, 12, 1, 22, 30, tzinfo=UTC), TIME) == "23:30"


@pytest.mark.usefixtures("in_vienna")
def test_a_refusal_tells_the_window_of_a_presale_by_this_clock() -> None:
    told = str(PresaleNotOpen("Fan club", SUMMER, SUMMER))
    assert "from 02 Jul 2026 00:30 to 02 Jul 2026 00:30." in told
