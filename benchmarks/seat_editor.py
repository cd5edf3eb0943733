"""The seat-map editor at stadium size, offscreen, beside a scene with one item a seat."""

from collections.abc import Iterable, Sequence

from benchmarks.seat_editor_scenes import measure_editor, measure_item_per_seat
from benchmarks.sizes import SIZES, Goal, measure_sizes
from benchmarks.table import Row

GOALS = (
    Goal("drag", "drag a section by the mouse, p95", (2, 2, 3)),
    Goal("band", "rubber band over 10,000 seats, p95", (10, 15, 20)),
    Goal("undo_section", "undo of a section's move, p95", (5, 5, 5)),
    Goal("undo_bend", "undo of a row's bend, p95", (5, 5, 5)),
    Goal("undo_rotate", "undo of turning a section, p95", (5, 5, 5)),
    Goal("undo_delete", "undo of deleting ten sections, p95", (5, 5, 5)),
    Goal("undo_number", "undo of numbering all seats, p95", (5, 5, 5)),
    Goal("undo_move_all", "undo of moving everything, p95", (5, 5, 5)),
    Goal("undo_rotate_all", "undo of turning everything, p95", (5, 5, 5)),
    Goal("undo_category", "undo of painting all seats, p95", (5, 5, 5)),
    Goal("rss", "memory growth", (25, 40, 55), "MB"),
)


def run(sizes: Sequence[int] = SIZES) -> Iterable[Row]:
    """These sizes both ways."""
    yield from measure_sizes(GOALS, measure_editor, measure_item_per_seat, sizes)
