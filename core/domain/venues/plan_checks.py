"""What no plan may break, whatever file it came from: seats, each with an identity and a name."""

from collections.abc import Callable

from core.domain.venues.extras import GA_ROW, is_retired
from core.domain.venues.plan import MAX_SEATS, Plan, PlanRefused, SeatMark
from core.domain.venues.standing import standing_areas, standing_section

# zone, row and seat index -> where that seat stands in the file.
PlaceOf = Callable[[int, int, int], str]
# People stand evenly inside, which takes a look at every corner for every row of them.
MAX_CORNERS = 1_000
_RETIRED = "\0"  # no section is called that: labels have no control characters


def json_place(zone: int, row: int, seat: int) -> str:
    """The path of a seat in the JSON format."""
    return f"zones[{zone}].rows[{row}].seats[{seat}]"


def check_seats(plan: Plan, place_of: PlaceOf = json_place) -> None:
    """Refuse an empty plan, an unnamed section, two seats of one guid or of one name.

    A retired seat has given its name back; its guid is still its own.
    """
    guids: dict[str, tuple[int, int, int]] = {}
    names: dict[tuple[str, str, str], tuple[int, int, int]] = {}
    for z, zone in enumerate(plan.zones):
        for r, row in enumerate(zone.rows):
            row_section = row.section or zone.name
            for s, mark in enumerate(row.seats):
                at = (z, r, s)
                name = _name(mark, row_section, row.number)
                if names.setdefault(name, at) is not at and name[0] != _RETIRED:
                    raise PlanRefused(place_of(*at), _same_name(name, place_of(*names[name])))
                if guids.setdefault(mark.guid, at) is not at:
                    raise PlanRefused(
                        f"{place_of(*at)}.seat_guid",
                        f"seat_guid {mark.guid} is already taken by {place_of(*guids[mark.guid])}",
                    )
            if row.seats and (not row_section or row_section.isspace()):
                raise PlanRefused(f"zones[{z}].name", "a zone with seats needs a name")
    _check_places(plan, len(names), {name[:2] for name in names if name[0] != _RETIRED})


def _check_places(plan: Plan, seats: int, rows: set[tuple[str, str]]) -> None:
    """Refuse a plan with nothing to sell, or with too much; `rows` are (section, row)."""
    empty = not rows
    places = _check_standing(plan, rows)
    if empty and not places:
        raise PlanRefused("zones", "the plan has no seats")
    if seats + places > MAX_SEATS:
        raise PlanRefused("zones", f"the plan has more than {MAX_SEATS:,} seats")


def _check_standing(plan: Plan, rows: set[tuple[str, str]]) -> int:
    """How many places general admission has; refuses an area without a name or with a taken one."""
    places = 0
    numbers = {id(zone): z for z, zone in enumerate(plan.zones)}
    for zone, area, capacity in standing_areas(plan):
        place = f"zones[{numbers[id(zone)]}].areas"
        section = standing_section(zone, area)
        if not section.strip():
            raise PlanRefused(place, "an area with a capacity needs a name")
        if area.polygon and len(area.polygon) > MAX_CORNERS:
            reason = f"an area with a capacity has {MAX_CORNERS:,} corners at most"
            raise PlanRefused(place, reason)
        if (section, GA_ROW) in rows:
            raise PlanRefused(place, f"section {section} has places in row {GA_ROW} already")
        rows.add((section, GA_ROW))
        places += capacity
    return places


def _name(mark: SeatMark, section: str, row: str) -> tuple[str, str, str]:
    """Section, row and number; a retired seat's guid stands where no living seat's name can."""
    if mark.extra and is_retired(mark):
        return _RETIRED, row, mark.guid
    return mark.section or section, row, mark.number


def _same_name(name: tuple[str, str, str], first: str) -> str:
    section, row, number = name
    return f"section {section}, row {row}, seat {number} exists already at {first}"
