"""One frame seen in other ways; each view knows how to find its way back to the frame."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

# One worker thread decodes; OpenCV's own pool would take the cores of the window and the database.
cv2.setNumThreads(1)

Pixels = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Corner = tuple[int, int]

GREY = 2
"""Dimensions of a picture without colours."""

# Blank margin around a straightened code, a share of its side: the quiet zone of the symbol.
MARGIN = 0.14
STRAIGHT_SIDE = (320, 640)


@dataclass(frozen=True, slots=True)
class View:
    """Grey pixels (height by width, uint8) and the 3 by 3 matrix from them to the frame."""

    pixels: Pixels
    to_frame: Matrix

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    def corners_in_frame(self, corners: Sequence[tuple[float, float]]) -> tuple[Corner, ...]:
        """The same corners in pixels of the frame."""
        if not corners:
            return ()
        points = np.asarray(corners, dtype=np.float64).reshape(-1, 1, 2)
        moved = np.asarray(cv2.perspectiveTransform(points, self.to_frame)).reshape(-1, 2)
        return tuple((round(float(x)), round(float(y))) for x, y in moved)


def whole(frame: Pixels) -> View:
    """The frame itself in grey; a frame of three channels is taken as blue, green, red."""
    grey = frame if frame.ndim == GREY else _pixels(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY))
    return View(np.ascontiguousarray(grey), np.eye(3))


def shrunk(view: View, width: int) -> View:
    """At most `width` pixels wide."""
    if view.width <= width:
        return view
    return _scaled(view, width / view.width, cv2.INTER_AREA)


def enlarged(view: View, factor: float) -> View:
    """`factor` times larger."""
    return _scaled(view, factor, cv2.INTER_CUBIC)


def middle_of(view: View) -> View:
    """The middle three fifths, each way."""
    height, width = view.pixels.shape
    left, top = width // 5, height // 5
    pixels = np.ascontiguousarray(view.pixels[top : height - top, left : width - left])
    return View(pixels, view.to_frame @ _shifted_by(left, top))


def turned(view: View, degrees: float) -> View:
    """Turned around its middle on a grey ground large enough for its corners."""
    height, width = view.pixels.shape
    turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), [0, 0, 1]])
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    wide, high = int(height * sin + width * cos), int(height * cos + width * sin)
    turn[0, 2] += (wide - width) / 2
    turn[1, 2] += (high - height) / 2
    pixels = cv2.warpPerspective(view.pixels, turn, (wide, high), borderValue=(128,))
    return View(_pixels(pixels), view.to_frame @ np.linalg.inv(turn))


def straightened(view: View, corners: Sequence[Corner]) -> View:
    """The square code with these four corners seen from the front, 320 to 640 pixels wide."""
    source = np.asarray(corners, dtype=np.float32)
    longest = max(float(np.linalg.norm(source[i] - source[i - 1])) for i in range(4))
    side = int(np.clip(3 * longest, *STRAIGHT_SIDE))
    near, far = side * MARGIN, side * (1 + MARGIN)
    square = np.asarray([[near, near], [far, near], [far, far], [near, far]], dtype=np.float32)
    warp = np.asarray(cv2.getPerspectiveTransform(source, square), dtype=np.float64)
    edge = int(side * (1 + 2 * MARGIN))
    pixels = cv2.warpPerspective(
        view.pixels, warp, (edge, edge), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return View(_pixels(pixels), view.to_frame @ np.linalg.inv(warp))


def thresholded(view: View) -> View:
    """Black and white, each part against its own surroundings: uneven light."""
    smooth = cv2.GaussianBlur(view.pixels, (3, 3), 0)
    block = max(15, view.width // 24) | 1
    white = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, 5
    )
    return View(_pixels(white), view.to_frame)


def sharpened(view: View) -> View:
    """Edges raised: a frame slightly out of focus."""
    soft = cv2.GaussianBlur(view.pixels, (0, 0), 2.0)
    return View(_pixels(cv2.addWeighted(view.pixels, 2.2, soft, -1.2, 0)), view.to_frame)


def smoothed(view: View) -> View:
    """Noise taken down: low light."""
    return View(_pixels(cv2.GaussianBlur(view.pixels, (5, 5), 0)), view.to_frame)


def inverted(view: View) -> View:
    """Light for dark: a telephone in dark mode."""
    return View(_pixels(cv2.bitwise_not(view.pixels)), view.to_frame)


def bordered(view: View) -> View:
    """With a white rim: a code cut out without its quiet zone."""
    rim = max(16, view.width // 8)
    pixels = cv2.copyMakeBorder(view.pixels, rim, rim, rim, rim, cv2.BORDER_CONSTANT, value=(255,))
    return View(_pixels(pixels), view.to_frame @ _shifted_by(-rim, -rim))


def _scaled(view: View, factor: float, interpolation: int) -> View:
    pixels = cv2.resize(view.pixels, None, fx=factor, fy=factor, interpolation=interpolation)
    return View(_pixels(pixels), view.to_frame @ np.diag([1 / factor, 1 / factor, 1.0]))


def _shifted_by(right: int, down: int) -> Matrix:
    return np.asarray([[1, 0, right], [0, 1, down], [0, 0, 1]], dtype=np.float64)


def _pixels(picture: object) -> Pixels:
    return np.asarray(picture, dtype=np.uint8)
