"""What needs attention, in a clerk's words, with the place where it is put right."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.services.reporting.attention import Attention, Kind
from desktop.theme import Tone
from desktop.views.home.cards import Notice
from desktop.views.subjects import PayableSubject
from desktop.words import count, day_text, money_text, when_text, within

Put = Callable[[Attention, datetime, ZoneInfo], Notice]


def notice_of(attention: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    """One thing that needs somebody, as the home screen lists it."""
    return _WORDS[attention.kind](attention, now, zone)


def _payable(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    owed = money_text(it.amount) if it.amount is not None else ""
    detail = f"{owed}, due {_when(it.at, now, zone)}"
    subject = PayableSubject(it.record_id)
    return Notice(f"{it.subject} is not paid", detail, Tone.BAD, "bank", "Purchasing", subject)


def _transfer(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    owed = money_text(it.amount) if it.amount is not None else ""
    detail = f"{it.subject}, {owed}, was due {_when(it.at, now, zone)}"
    return Notice("A transfer has not come", detail, Tone.BAD, "bank", "Bookings", it.record_id)


def _till(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    detail = f"Open since {_when(it.at, now, zone)}"
    return Notice(f"{it.subject} was not counted", detail, Tone.WARNING, "till", "Box office")


def _order(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    detail = f"Expected {_when(it.at, now, zone)}"
    return Notice(
        f"{it.subject} is late", detail, Tone.WARNING, "truck", "Purchasing", it.record_id
    )


def _unpriced(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    seats = count(it.count or 0, "seat")
    detail = f"{it.subject}, {_when(it.at, now, zone)}"
    verb = "has" if it.count == 1 else "have"
    return Notice(f"{seats} {verb} no price", detail, Tone.WARNING, "tag", "Event", it.record_id)


def _lapsing(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    seats = count(it.count or 0, "seat")
    detail = f"{it.subject}, until {_when(it.at, now, zone)}"
    told = f"A reservation of {seats} runs out"
    return Notice(told, detail, Tone.ACCENT, "clock", "Bookings", it.record_id)


def _sold_out(it: Attention, now: datetime, zone: ZoneInfo) -> Notice:
    detail = f"{_when(it.at, now, zone)}; more seats could be bought"
    return Notice(f"{it.subject} is sold out", detail, Tone.ACCENT, "star", "Event", it.record_id)


def _when(moment: datetime | date | None, now: datetime, zone: ZoneInfo) -> str:
    if isinstance(moment, datetime):
        return within(when_text(moment, now, zone))
    return "" if moment is None else within(day_text(moment, now.astimezone(zone).date()))


_WORDS: dict[Kind, Put] = {
    Kind.PAYABLE_OVERDUE: _payable,
    Kind.TRANSFER_OVERDUE: _transfer,
    Kind.TILL_LEFT_OPEN: _till,
    Kind.ORDER_LATE: _order,
    Kind.SEATS_UNPRICED: _unpriced,
    Kind.RESERVATION_LAPSING: _lapsing,
    Kind.SOLD_OUT: _sold_out,
}
