"""The camera of this computer: its picture on the screen, and the codes that come into view."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import shiboken6
from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.services.scanning.decode import Wanted
from core.services.scanning.frames import Camera, Frame, FrameSource
from core.services.scanning.loop import Listener, ScanLoop, Sighting
from desktop.theme import RADIUS, TypeSize, font, theme

OpenCamera = Callable[[int], FrameSource]
LINUX_CAMERAS = Path("/sys/class/video4linux")
MOST = 4
"""Cameras offered where the system does not list them."""
PREVIEW_WIDTH = 480
GREY = 2


def cameras() -> list[tuple[str, int]]:
    """The cameras to choose from, by name and number."""
    if LINUX_CAMERAS.is_dir():
        found = sorted(LINUX_CAMERAS.glob("video*"))
        if found:
            return [(_name(folder), int(folder.name.removeprefix("video"))) for folder in found]
        return [("Camera 1", 0)]
    return [(f"Camera {number + 1}", number) for number in range(MOST)]


class CameraFeed(QObject):
    """Runs one scan loop at a time and tells what happens on the GUI thread."""

    sighted = Signal(object)
    pictured = Signal(object)
    ended = Signal(object)
    """The trouble that ended it, or None."""

    def __init__(
        self, parent: QObject, *, wanted: Wanted, open_camera: OpenCamera = Camera
    ) -> None:
        super().__init__(parent)
        self._wanted, self._open_camera = wanted, open_camera
        self._loop: ScanLoop | None = None
        self._shown = True
        self.pictured.connect(self._picture_was_shown)

    @property
    def is_on(self) -> bool:
        """Whether a camera runs or is being opened."""
        return self._loop is not None

    def start(self, number: int) -> None:
        """Open a camera; what goes wrong comes with `ended`."""
        self.stop()
        open_camera = self._open_camera
        loop = ScanLoop(
            lambda: open_camera(number),
            Listener(
                sighted=self._sighted,
                previewed=self._previewed,
                ended=lambda trouble: self._ended(loop, trouble),
            ),
            wanted=self._wanted,
        )
        self._loop, self._shown = loop, True
        loop.__enter__()

    def stop(self) -> None:
        """Let go of the camera; not waited for, since a driver may take seconds."""
        loop, self._loop = self._loop, None
        if loop is not None:
            Thread(target=loop.stop, name="scanner stop", daemon=True).start()

    # These three run on threads of the loop.

    def _sighted(self, sighting: Sighting) -> None:
        if shiboken6.isValid(self):
            self.sighted.emit(sighting)

    def _previewed(self, frame: Frame) -> None:
        if self._shown and shiboken6.isValid(self):
            self._shown = False  # no more pictures than the screen keeps up with
            self.pictured.emit(small_image(frame))

    def _ended(self, loop: ScanLoop, trouble: Exception | None) -> None:
        if self._loop is loop and shiboken6.isValid(self):
            self._loop = None
            self.ended.emit(trouble)

    def _picture_was_shown(self) -> None:
        self._shown = True


def small_image(frame: Frame) -> QImage:
    """The frame at about the width of the preview, with pixels of its own."""
    step = max(1, frame.pixels.shape[1] // PREVIEW_WIDTH)
    pixels = frame.pixels[::step, ::step].copy()
    height, width = pixels.shape[:2]
    kinds = QImage.Format
    if pixels.ndim == GREY:
        return QImage(pixels.data, width, height, width, kinds.Format_Grayscale8).copy()
    return QImage(pixels.data, width, height, width * 3, kinds.Format_BGR888).copy()


class CameraPicture(QWidget):
    """What the camera sees, or in words why there is nothing to see."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Camera picture")

    @property
    def words(self) -> str:
        """What stands in place of the picture."""
        return self._words

    def show_image(self, image: QImage) -> None:
        """Show a picture of the camera."""
        self._image, self._words = image, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say something in place of the picture."""
        self._image, self._words = None, words
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 180)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.width() * 9 // 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect())
        shape = QPainterPath()
        shape.addRoundedRect(box, RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(box, QColor(theme().palette.rail))
        if self._image is not None:
            painter.drawImage(_filled(box, self._image), self._image)
        else:
            painter.setPen(QColor(theme().palette.on_rail))
            painter.setFont(font(TypeSize.BODY))
            inside = box.adjusted(16, 12, -16, -12)
            middle = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(inside, middle, self._words)
        painter.end()


def _filled(box: QRectF, image: QImage) -> QRectF:
    """The image's place so that it fills the box, cut at two sides."""
    scale = max(box.width() / image.width(), box.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF(box.center().x() - width / 2, box.center().y() - height / 2, width, height)


def _name(folder: Path) -> str:
    try:
        return (folder / "name").read_text("utf-8").strip() or folder.name
    except OSError:
        return folder.name
