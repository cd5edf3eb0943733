"""Copies of seats, rows, areas and sections: identities of their own, links kept among them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from core.domain.venues.editing.labels import fresh_guid
from core.domain.venues.extras import (
    COMPANION_OF,
    GUID,
    companion_of,
    guid_of,
    is_retired,
    with_keys,
)
from core.domain.venues.plan import Area, Row, SeatMark, Zone


def fresh_guids(rows: Iterable[Row]) -> dict[str, str]:
    """A new identity for each seat of the rows."""
    return {mark.guid: fresh_guid() for row in rows for mark in row.seats}


def copied_mark(mark: SeatMark, fresh: Mapping[str, str]) -> SeatMark:
    """The seat with its new identity; a link to a place that isn't copied is dropped."""
    if not mark.extra:
        return mark._replace(guid=fresh[mark.guid])
    linked = companion_of(mark)
    extra = with_keys(mark.extra, {COMPANION_OF: fresh.get(linked)}) if linked else mark.extra
    return mark._replace(guid=fresh[mark.guid], extra=extra)


def copied_row(row: Row, fresh: Mapping[str, str]) -> Row:
    """The row without its retired seats."""
    seats = tuple(copied_mark(mark, fresh) for mark in row.seats if not is_retired(mark))
    return replace(row, seats=seats)


def copied_area(area: Area) -> Area:
    """The area; places of general admission get new identities."""
    if guid_of(area) is None:
        return area
    return replace(area, extra=with_keys(area.extra, {GUID: fresh_guid()}))


def copied_zone(zone: Zone, fresh: Mapping[str, str]) -> Zone:
    """The section with all that is in it."""
    return replace(
        zone,
        rows=tuple(copied_row(row, fresh) for row in zone.rows),
        areas=tuple(map(copied_area, zone.areas)),
    )
