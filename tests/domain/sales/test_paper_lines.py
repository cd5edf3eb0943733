"""Lines of a list of sales from paper: time, seats, payment, and what can't be read."""

from datetime import UTC, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from core.domain.sales.paper_lines import (
    PaperLine,
    PaperLineUnreadable,
    last_time_of,
    read_paper_line,
)

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("19:05; Stalls A 4-6; cash", PaperLine(time(19, 5), "Stalls A 4-6")),
        ("9.30; A 1", PaperLine(time(9, 30), "A 1")),
        ("19:05\tA 1\tcash 200", PaperLine(time(19, 5), "A 1", Decimal(200))),
        ("19:05; A 1; 12,50", PaperLine(time(19, 5), "A 1", Decimal("12.50"))),
        ("19:05; A 1; card 4711", PaperLine(time(19, 5), "A 1", receipt="4711")),
        ("19:05; A 1 / B 2; #T-9", PaperLine(time(19, 5), "A 1 \n B 2", receipt="T-9")),
    ],
)
def test_a_line_is_read(text: str, read: PaperLine) -> None:
    assert read_paper_line(text) == read


@pytest.mark.parametrize(
    ("text", "part", "typed"),
    [
        ("A 1", "line", "A 1"),
        ("19:05; ; cash", "line", "19:05; ; cash"),
        ("25:00; A 1; cash", "time", "25:00"),
        ("19:05; A 1; bitcoin", "payment", "bitcoin"),
    ],
)
def test_what_cant_be_read_is_named(text: str, part: str, typed: str) -> None:
    with pytest.raises(PaperLineUnreadable) as refused:
        read_paper_line(text)

    assert (refused.value.part, refused.value.typed) == (part, typed)
    assert refused.value.example in str(refused.value)


def test_a_time_is_the_last_one_before_now() -> None:
    now = datetime(2026, 11, 22, 18, 30, tzinfo=UTC)  # 19:30 there

    assert last_time_of(time(19, 5), now, BERLIN) == datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
    assert last_time_of(time(20, 0), now, BERLIN) == datetime(2026, 11, 21, 19, 0, tzinfo=UTC)
