"""Pictures from files, of a size that a plan can carry, as data URIs."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from core.domain.errors import Refusal
from desktop.pictures import LONGEST, MOST_MEGABYTES

KINDS = "Pictures (*.png *.jpg *.jpeg *.webp *.bmp)"
TRACED = LONGEST
"""The longest side, in pixels, of a picture to trace over."""
SEEN = 1_200
"""The longest side of a view from a section."""
JPEG_QUALITY = 82


class PictureRefused(Refusal):
    """The file `name` is no picture that can be used; `reason` says why."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name} can't be used: {reason}.")


def read_picture(path: Path, longest: int) -> str:
    """The picture as a data URI, at most `longest` pixels across or down; `PictureRefused`.

    With transparency it stays a PNG; otherwise a JPEG takes a tenth of the room.
    """
    if not path.is_file():
        raise PictureRefused(path.name, "there is no such file")
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(MOST_MEGABYTES)
    image = reader.read()
    if image.isNull():
        raise PictureRefused(path.name, "it is no PNG or JPEG picture, or it is broken")
    if max(image.width(), image.height()) > longest:
        image = image.scaled(
            longest,
            longest,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return _data_uri(image)


def _data_uri(image: QImage) -> str:
    kind = "png" if image.hasAlphaChannel() else "jpeg"
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    if kind == "jpeg":
        writer.setQuality(JPEG_QUALITY)
    writer.write(image)
    return f"data:image/{kind};base64,{bytes(kept.toBase64().data()).decode('ascii')}"
