"""Amounts, counts and times as the desktop writes them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.domain.money import Money
from desktop.words import (
    count,
    date_text,
    day_text,
    due_text,
    money_text,
    number_text,
    time_left,
    until_text,
    when_text,
    within,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (0, "Today"),
        (1, "Tomorrow"),
        (-1, "Yesterday"),
        (5, "Fri"),
        (6, "Sat"),
        (7, "Sun 29 Nov"),
        (-2, "Fri 20 Nov"),
        (100, "2 Mar 2027"),
    ],
)
def test_days_are_words_where_they_are_near(away: int, words: str) -> None:
    assert day_text(TODAY + timedelta(days=away), TODAY) == words


def test_moments_are_told_where_they_happen_or_where_now_is_told() -> None:
    moment = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    berlin = ZoneInfo("Europe/Berlin")

    assert when_text(moment, now, berlin) == "Tomorrow 00:30"
    assert when_text(moment, now.astimezone(berlin)) == "Tomorrow 00:30"


@pytest.mark.parametrize(
    ("words", "told"), [("Today 20:00", "today 20:00"), ("Fri 20:00", "Fri 20:00"), ("", "")]
)
def test_near_days_begin_small_within_a_sentence(words: str, told: str) -> None:
    assert within(words) == told


def test_end_within_a_sentence_begins_small() -> None:
    now = datetime(2027, 3, 11, 20, tzinfo=UTC)
    tomorrow, friday = now + timedelta(days=1), now + timedelta(days=8)

    assert until_text(tomorrow, now).startswith("until tomorrow ")
    assert until_text(friday, now).startswith("until Fri ")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (datetime(2026, 11, 29, 23, tzinfo=UTC), "29 Nov 2026"),
        (datetime(2026, 11, 22, 21, tzinfo=UTC), "22 Nov 2026 22:00"),
    ],
)
def test_due_at_the_end_of_a_day_is_due_by_that_day(due: datetime, words: str) -> None:
    assert due_text(due, ZoneInfo("Europe/Berlin")) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (money_text(Money(Decimal("-1234.5"), "EUR")), "\N{MINUS SIGN}1,234.50 EUR"),
        (number_text(-4200), "\N{MINUS SIGN}4,200"),
        (count(1, "ticket"), "1 ticket"),
        (count(2400, "seat"), "2,400 seats"),
        (count(0, "delivery", "deliveries"), "0 deliveries"),
        (date_text(date(2027, 3, 2)), "2 Mar 2027"),
    ],
)
def test_amounts_and_counts_are_written_one_way(written: str, words: str) -> None:
    assert written == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(-5, "0:00"), (9, "0:09"), (545, "9:05"), (3900, "1:05:00")]
)
def test_time_left_counts_down_and_stops(seconds: int, words: str) -> None:
    assert time_left(timedelta(seconds=seconds)) == words
