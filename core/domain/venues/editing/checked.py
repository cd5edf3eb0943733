"""Texts, names and lengths that a plan's file can hold, or a refusal."""

from collections.abc import Iterable

from core.domain.venues.editing.refusals import BadValue, TooFarAway
from core.domain.venues.plan import MAX_COORDINATE, MAX_LABEL, MAX_TEXT, Area, Row


def checked_text(what: str, text: str | None) -> str | None:
    """The text without spaces around it, None for a blank one; refuse what can't be stored."""
    if text is None or not text.strip():
        return None
    if len(text) > MAX_TEXT or not _storable(text):
        raise BadValue(what, f"it has at most {MAX_TEXT:,} characters, all of them writable")
    return text.strip()


def checked_label(what: str, label: str, limit: int = MAX_LABEL) -> str:
    """The label without spaces around it; refuse a blank one, a long one, one of many lines."""
    text = label.strip()
    if not 1 <= len(text) <= limit or not text.isprintable():
        raise BadValue(what, f"a name is one line of 1 to {limit} characters")
    return text


def check_reach(values: Iterable[float]) -> None:
    """Refuse `TooFarAway` if a coordinate or a length is out of range, or no number at all."""
    if not all(-MAX_COORDINATE <= value <= MAX_COORDINATE for value in values):
        raise TooFarAway


def check_row(row: Row) -> None:
    """Refuse `TooFarAway` for a row that the file could not hold."""
    check_reach((row.x, row.y))
    for mark in row.seats:
        check_reach((mark.x, mark.y))


def check_area(area: Area) -> None:
    """Refuse `TooFarAway` for an area that the file could not hold."""
    lengths = (*(area.rectangle or ()), *(area.ellipse or ()), area.circle or 0.0)
    check_reach((area.x, area.y, *lengths))
    for corner in area.polygon or ():
        check_reach(corner)


def _storable(text: str) -> bool:
    """PostgreSQL stores neither NUL nor half of a surrogate pair."""
    return "\0" not in text and (
        text.isascii() or not any("\ud800" <= mark <= "\udfff" for mark in text)
    )
