"""How the desktop writes amounts, numbers and times; words as a clerk says them."""

from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from core.domain.money import Money

MINUS = "\N{MINUS SIGN}"
NEAR_DAYS = 6
NEAR_WORDS = ("Today", "Tomorrow", "Yesterday")
MINUTE = 60
HOUR = 3600


def money_text(money: Money) -> str:
    """An amount with its currency and a real minus: ``1,234.50 EUR``."""
    return money.text().replace("-", MINUS)


def number_text(number: int | Decimal) -> str:
    """A number with thousands separators and a real minus."""
    return f"{number:,}".replace("-", MINUS)


def count(number: int, thing: str, things: str = "") -> str:
    """``1 ticket``, ``4 tickets``, ``2,400 seats``; ``things`` where an s is not the plural."""
    word = thing if number == 1 else things or f"{thing}s"
    return f"{number_text(number)} {word}"


def with_key(words: str, key: str) -> str:
    """What a button does, and the key that does it: ``Find seats  F2``."""
    return f"{words}   {key}"


def when_text(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """A moment in words where it is near: ``Today 20:00``, ``Fri 20:00``, ``12 Mar 2027 20:00``.

    Both are aware, ``now`` by the workplace's clock; ``zone`` is where it happens (default: that of
    ``now``).
    """
    local = moment.astimezone(zone or now.tzinfo)
    today = now.astimezone(zone or now.tzinfo).date()
    return f"{day_text(local.date(), today)} {local:%H:%M}"


def within(words: str) -> str:
    """A day or a moment within a sentence: ``today 20:00``, ``Fri 20:00``."""
    near = words.startswith(NEAR_WORDS)
    return f"{words[0].lower()}{words[1:]}" if near else words


def until_text(moment: datetime, now: datetime) -> str:
    """An end within a sentence: ``until tomorrow 20:00``, ``until Fri 20:00``."""
    return f"until {within(when_text(moment, now))}"


def day_text(day: date, today: date) -> str:
    """``Today``, ``Tomorrow``, ``Yesterday``, ``Fri``, ``Fri 12 Mar`` or ``12 Mar 2027``."""
    away = (day - today).days
    near = dict(zip((0, 1, -1), NEAR_WORDS, strict=True))
    if away in near:
        return near[away]
    if 0 < away <= NEAR_DAYS:
        return f"{day:%a}"
    if day.year == today.year:
        return f"{day:%a} {day.day} {day:%b}"
    return date_text(day)


def date_text(day: date) -> str:
    """``12 Mar 2027``."""
    return f"{day.day} {day:%b %Y}"


def due_text(due: datetime, zone: tzinfo | None) -> str:
    """The last day of what is due at its end there: ``29 Nov 2026``; else to the minute."""
    local = due.astimezone(zone)
    if local.time() == time():
        return date_text((local - timedelta(days=1)).date())
    return f"{date_text(local.date())} {local:%H:%M}"


def time_left(left: timedelta) -> str:
    """A countdown: ``9:05`` minutes, or ``1:05:00`` from an hour on; never below zero."""
    seconds = max(0, int(left.total_seconds()))
    hours, rest = divmod(seconds, HOUR)
    minutes, seconds = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
