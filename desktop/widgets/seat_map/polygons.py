"""Which of many points lie in a polygon drawn by hand."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float32] | npt.NDArray[np.float64]


def inside_polygon(
    x: Reals, y: Reals, corners: Sequence[tuple[float, float]]
) -> npt.NDArray[np.bool_]:
    """One flag a point, by the even-odd rule; the points come sorted by y, ascending."""
    inside = np.zeros(len(x), np.bool_)
    x, y = x.astype(np.float64), y.astype(np.float64)
    points = np.array(corners, np.float64).reshape(-1, 2)
    ahead = np.roll(points, -1, axis=0)
    low = np.searchsorted(y, np.minimum(points[:, 1], ahead[:, 1]))
    high = np.searchsorted(y, np.maximum(points[:, 1], ahead[:, 1]))
    edges = np.column_stack((points, ahead)).tolist()
    # Each edge turns the points to its left, and only those between its heights.
    for (x0, y0, x1, y1), start, end in zip(edges, low.tolist(), high.tolist(), strict=True):
        if start < end:
            slope, beside = (x1 - x0) / (y1 - y0), slice(start, end)
            inside[beside] ^= x[beside] < (y[beside] - y0) * slope + x0
    return inside
