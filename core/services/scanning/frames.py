"""Where frames come from: a camera, a picture file, a film or a numbered sequence of pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol

import cv2
import numpy as np

from core.domain.errors import Outage
from core.services.scanning.pictures import PictureUnreadable, read_picture
from core.services.scanning.views import Pixels

# A missing camera is told to the person, not to the terminal.
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

CAMERA_SIZE = (1280, 720)
PICTURES_PER_SECOND = 25.0
"""What a film is taken to have that doesn't say."""


class CameraMissing(Outage):
    """No camera answers at `index`, or another program holds it; people count them from 1."""

    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__(
            f"No camera {index + 1} was found. Plug one in, close other programs that use it, "
            "or scan with a hand scanner."
        )


class CameraLost(Outage):
    """The camera at `index` stopped giving frames."""

    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__(
            f"Camera {index + 1} stopped sending pictures. Check its cable and start again."
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture, grey or with blue, green, red, and its second on the clock of its source."""

    pixels: Pixels
    at: float


class FrameSource(Protocol):
    """Frames in order. A live source goes on without us; from any other no frame may be skipped."""

    @property
    def is_live(self) -> bool: ...

    def frames(self) -> Iterator[Frame]:
        """Each frame once; ends with the source. Raises CameraLost."""

    def close(self) -> None:
        """Let go of the device or file; may be called twice."""


class Camera:
    """A camera of this computer, by its number; raises CameraMissing."""

    is_live = True

    def __init__(self, index: int = 0) -> None:
        self.index = index
        self._capture = cv2.VideoCapture(index)
        if not self._capture.isOpened():
            self._capture.release()
            raise CameraMissing(index)
        width, height = CAMERA_SIZE
        self._capture.set(cv2.CAP_PROP_FRAME_WIDTH, width)
        self._capture.set(cv2.CAP_PROP_FRAME_HEIGHT, height)

    def frames(self) -> Iterator[Frame]:
        for pixels in _captured(self._capture):
            yield Frame(pixels, monotonic())
        raise CameraLost(self.index)

    def close(self) -> None:
        self._capture.release()


class Film:
    """A film, or a sequence of pictures such as `door_%03d.png`; raises PictureUnreadable."""

    is_live = False

    def __init__(self, file: Path) -> None:
        self._capture = cv2.VideoCapture(str(file))
        if not self._capture.isOpened():
            self._capture.release()
            raise PictureUnreadable(file, "it is not a film, or of a kind that is not read here")
        self._per_second = self._capture.get(cv2.CAP_PROP_FPS) or PICTURES_PER_SECOND

    def frames(self) -> Iterator[Frame]:
        for number, pixels in enumerate(_captured(self._capture)):
            yield Frame(pixels, number / self._per_second)

    def close(self) -> None:
        self._capture.release()


class Picture:
    """A picture file, as a source of one frame; raises PictureUnreadable."""

    is_live = False

    def __init__(self, file: Path) -> None:
        self._frame = Frame(read_picture(file), 0.0)

    def frames(self) -> Iterator[Frame]:
        yield self._frame

    def close(self) -> None:
        """Nothing is held."""


def _captured(capture: cv2.VideoCapture) -> Iterator[Pixels]:
    while capture.isOpened():
        came, pixels = capture.read()
        if not came:
            return
        yield np.asarray(pixels, dtype=np.uint8)
