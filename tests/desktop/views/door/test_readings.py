"""Readings go one at a time, and one that was lost keeps its key."""

from uuid import UUID

import pytest

from desktop.views.door.readings import Reading, Readings

EVENT, OTHER = UUID(int=1), UUID(int=2)


@pytest.fixture
def sent() -> list[Reading]:
    return []


@pytest.fixture
def readings(sent: list[Reading]) -> Readings:
    return Readings(sent.append)


def test_next_reading_waits_for_the_answer(readings: Readings, sent: list[Reading]) -> None:
    readings.add("one", EVENT)
    readings.add("two", EVENT)
    before = [reading.text for reading in sent]
    readings.answered()

    assert before == ["one"]
    assert [reading.text for reading in sent] == ["one", "two"]


def test_reading_under_way_is_not_read_twice(readings: Readings, sent: list[Reading]) -> None:
    for _ in range(2):
        readings.add("one", EVENT)
    readings.answered()

    assert len(sent) == 1


def test_answered_reading_may_come_again_with_a_new_key(
    readings: Readings, sent: list[Reading]
) -> None:
    for _ in range(2):
        readings.add("one", EVENT)
        readings.answered()

    assert len({reading.nonce for reading in sent}) == 2


def test_lost_reading_keeps_its_key(readings: Readings, sent: list[Reading]) -> None:
    readings.add("one", EVENT)
    readings.add("behind it", EVENT)
    readings.dropped()
    readings.try_again()
    readings.dropped()
    readings.add("one", EVENT)

    assert [reading.text for reading in sent] == ["one"] * 3
    assert len({reading.nonce for reading in sent}) == 1


def test_lost_reading_for_another_event_is_another_request(
    readings: Readings, sent: list[Reading]
) -> None:
    readings.add("one", EVENT)
    readings.dropped()
    readings.add("one", OTHER)

    assert len({reading.nonce for reading in sent}) == 2


def test_refused_reading_takes_the_waiting_ones_along(
    readings: Readings, sent: list[Reading]
) -> None:
    readings.add("one", EVENT)
    readings.add("two", EVENT)
    readings.refused()
    readings.add("three", EVENT)

    assert [reading.text for reading in sent] == ["one", "three"]
