"""What no plan may break, whatever file it came from: seats, each with an identity and a name."""

from collections.abc import Callable

from core.domain.venues.plan import Plan, PlanRefused

# zone, row and seat index -> where that seat stands in the file.
PlaceOf = Callable[[int, int, int], str]


def json_place(zone: int, row: int, seat: int) -> str:
    """The path of a seat in the JSON format."""
    return f"zones[{zone}].rows[{row}].seats[{seat}]"


def check_seats(plan: Plan, place_of: PlaceOf = json_place) -> None:
    """Refuse an empty plan, an unnamed section, two seats of one guid or of one name."""
    guids: dict[str, tuple[int, int, int]] = {}
    names: dict[tuple[str, str, str], tuple[int, int, int]] = {}
    for z, zone in enumerate(plan.zones):
        for r, row in enumerate(zone.rows):
            row_section = row.section or zone.name
            for s, mark in enumerate(row.seats):
                at = (z, r, s)
                name = (mark.section or row_section, row.number, mark.number)
                if names.setdefault(name, at) is not at:
                    raise PlanRefused(place_of(*at), _same_name(name, place_of(*names[name])))
                if guids.setdefault(mark.guid, at) is not at:
                    raise PlanRefused(
                        f"{place_of(*at)}.seat_guid",
                        f"seat_guid {mark.guid} is already taken by {place_of(*guids[mark.guid])}",
                    )
            if row.seats and (not row_section or row_section.isspace()):
                raise PlanRefused(f"zones[{z}].name", "a zone with seats needs a name")
    if not names:
        raise PlanRefused("zones", "the plan has no seats")


def _same_name(name: tuple[str, str, str], first: str) -> str:
    section, row, number = name
    return f"section {section}, row {row}, seat {number} exists already at {first}"
