"""How good a seat is: near the focal point, near the middle, on a low level."""

import re
from collections.abc import Iterator, Sequence
from math import hypot

from core.domain.venues.corners import turned
from core.domain.venues.extras import AreaKind, kind_of
from core.domain.venues.plan import Area, Plan, Point, Zone
from core.domain.venues.rows import At

# The middle counts 30 %, nearness the rest; each storey up takes a tenth off.
MIDDLE = 0.3
PER_LEVEL = 0.9
# Around a pitch there is no middle: the seats' centre is this close to the focal point.
IN_THE_ROUND = 0.15

_FOCAL_WORDS = re.compile(
    r"\b(stage|platform|pitch|field|court|rink|ring|arena|screen|podium"
    r"|bühne|spielfeld|leinwand|scène|terrain|escenario|palco|palcoscenico|toneel)\b",
    re.IGNORECASE,
)


def qualities(plan: Plan, seats: Sequence[At], levels: Sequence[int]) -> list[float]:
    """One number from 0 (worst) to 1 (best) for each seat, four decimals.

    quality = (0.7 x nearness + 0.3 x middle) x 0.9^level, where nearness falls evenly from the
    nearest seat (1) to the farthest (0), and middle is 1 on the line from the focal point through
    the seats' centre and 0 behind the focal point. In the round, nearness alone counts.
    """
    at_x, at_y = focal_point(plan, seats)
    away = [hypot(x - at_x, y - at_y) for x, y in seats]
    near, far = min(away), max(away)
    span = far - near
    axis_x = sum(x for x, _ in seats) / len(seats) - at_x
    axis_y = sum(y for _, y in seats) / len(seats) - at_y
    axis = hypot(axis_x, axis_y)
    weight = 0.0 if axis <= IN_THE_ROUND * far else MIDDLE
    by_level = {level: PER_LEVEL**level for level in set(levels)}
    found = []
    for (x, y), distance, level in zip(seats, away, levels, strict=True):
        quality = (1 - weight) * ((far - distance) / span if span else 1.0)
        if weight:
            ahead = (x - at_x) * axis_x + (y - at_y) * axis_y
            reach = distance * axis
            quality += weight * (0.5 + 0.5 * ahead / reach if reach else 1.0)
        found.append(round(min(max(quality, 0.0), 1.0) * by_level[level], 4))
    return found


def focal_point(plan: Plan, seats: Sequence[At]) -> Point:
    """The plan's own focal point, else its stage's centre, else the middle of the front edge."""
    stage = stage_point(plan)
    if stage:
        return stage
    across = [x for x, _ in seats]
    return Point((min(across) + max(across)) / 2, min(y for _, y in seats))


def stage_point(plan: Plan) -> Point | None:
    """The plan's own focal point, else its stage's centre; None without either."""
    if plan.focal_point:
        return plan.focal_point
    for zone, area in _areas(plan):
        if _is_stage(area):
            x, y = _centre(area)
            return turned(Point(x, y), area.rotation, zone.x + area.x, zone.y + area.y)
    return None


def _is_stage(area: Area) -> bool:
    if kind_of(area) is AreaKind.STAGE:
        return True
    return bool(area.text and _FOCAL_WORDS.search(area.text.text))


def _areas(plan: Plan) -> Iterator[tuple[Zone, Area]]:
    return ((zone, area) for zone in plan.zones for area in zone.areas)


def _centre(area: Area) -> At:
    if area.rectangle:
        return area.rectangle.width / 2, area.rectangle.height / 2
    if area.polygon:
        across, down = [x for x, _ in area.polygon], [y for _, y in area.polygon]
        return (min(across) + max(across)) / 2, (min(down) + max(down)) / 2
    return 0.0, 0.0
