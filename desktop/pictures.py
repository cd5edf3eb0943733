"""Pictures that come with a plan as data URIs: decoded once, and drawn well at any size.

Everything here may run off the GUI thread.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from core.domain.venues.extras import Background

LONGEST = 2_400
"""Pixels across or down; a larger picture is read at this size."""
MOST_MEGABYTES = 400
"""Of memory, for a picture as it is read: some 100 megapixels."""
AROUND = 0.2
"""How much of a picture belongs to the plan over it: of its longer side, on each side."""
STEP = 2**0.5
SMALLEST = 400  # pixels; a smaller copy would gain nothing


def image_from(source: str, longest: int = LONGEST) -> QImage:
    """The picture in a data URI; a null one if it holds none that Qt can read."""
    _, _, text = source.partition(",")
    try:
        content = b64decode(text, validate=True)
    except NotBase64:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    reader.setAllocationLimit(MOST_MEGABYTES)
    size = reader.size()
    if max(size.width(), size.height()) > longest:
        room = QSize(longest, longest)
        reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


@dataclass(frozen=True, eq=False)
class Picture:
    """An image with smaller copies, two for each halving: thin lines don't flicker in zooming."""

    sizes: tuple[QImage, ...]

    @classmethod
    def of(cls, image: QImage) -> "Picture":
        """A picture of this image, which is not null."""
        alpha = image.hasAlphaChannel()
        fast = QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32
        sizes = [image.convertToFormat(fast)]
        while sizes[-1].width() > SMALLEST:
            less = sizes[-1].scaledToWidth(
                round(sizes[-1].width() / STEP), Qt.TransformationMode.SmoothTransformation
            )
            sizes.append(less.convertToFormat(fast))
        return cls(tuple(sizes))

    @classmethod
    def read(cls, source: str) -> "Picture | None":
        """The picture in a data URI; None if it holds none that Qt can read."""
        image = image_from(source)
        return None if image.isNull() else cls.of(image)

    def box(self, laid: Background) -> QRectF:
        """Where the picture lies, in plan units."""
        whole = self.sizes[0]
        return QRectF(laid.x, laid.y, laid.width, laid.width * whole.height() / whole.width())

    def around(self, plan: QRectF, laid: Background) -> QRectF:
        """The plan's box together with what of the picture is near it."""
        most = max(plan.width(), plan.height()) * AROUND
        return plan.united(self.box(laid) & plan.adjusted(-most, -most, most, most))

    def fitting(self, pixels: float) -> QImage:
        """The smallest copy that is at least as wide as this, else the largest."""
        return next((one for one in reversed(self.sizes) if one.width() >= pixels), self.sizes[0])

    def draw(self, painter: QPainter, laid: Background, *, strength: float = 1.0) -> None:
        """Draw it where it is laid, `strength` times as strong; the painter is in plan units."""
        pixels = laid.width * painter.worldTransform().m11() * painter.device().devicePixelRatioF()
        painter.save()
        painter.setOpacity(laid.opacity * strength)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # The copy is stretched, if by little: Qt takes three times as long to shrink a picture.
        painter.drawImage(self.box(laid), self.fitting(pixels / STEP))
        painter.restore()
