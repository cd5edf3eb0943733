"""The seat map at stadium size, offscreen, beside a scene with one item a seat in the same run."""

from collections.abc import Iterable, Sequence

from benchmarks.seat_map_scenes import measure_item_per_seat, measure_seat_map
from benchmarks.sizes import SIZES, Goal, measure_sizes
from benchmarks.table import Row

GOALS = (
    Goal("first_frame", "arrays to first frame, p95", (60, 100, 130)),
    Goal("repaint", "full repaint, nothing kept, p95", (8, 16, 20)),
    Goal("zoom", "zoom step, p95", (16, 25, 33)),
    Goal("pan", "pan, p95", (4, 6, 8)),
    Goal("change_1", "one seat changes, p95", (2, 2, 2)),
    Goal("change_100", "100 seats change, p95", (10, 16, 25)),
    Goal("change_100_zoomed", "100 seats change, the first after a zoom, p95", (10, 16, 25)),
    Goal("change_10000", "10,000 seats change, p95", (12, 20, 25)),
    Goal("band", "rectangle over 10,000 seats, p95", (10, 15, 20)),
    Goal("lasso", "lasso around 10,000 seats, p95", (10, 15, 20)),
    Goal("color_far", "colour-by switch, sections, p95", (30, 30, 30)),
    Goal("color_by", "colour-by switch, all seats, p95", (30, 30, 30)),
    Goal("color_near", "colour-by switch, numbers and prices, p95", (30, 30, 30)),
    Goal("picture_repaint", "over a picture: full repaint, nothing kept, p95", (8, 16, 20)),
    Goal("picture_zoom", "over a picture: zoom step, p95", (16, 25, 33)),
    Goal("picture_pan", "over a picture: pan, p95", (4, 6, 8)),
    Goal("rss", "memory growth", (25, 40, 55), "MB"),
)


def run(sizes: Sequence[int] = SIZES) -> Iterable[Row]:
    """These sizes both ways."""
    yield from measure_sizes(GOALS, measure_seat_map, measure_item_per_seat, sizes)
