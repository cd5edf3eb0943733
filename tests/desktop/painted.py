"""A picture to lie under plans, painted here: what is where is known."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

RED, GREEN, BLUE, WHITE = "#d02020", "#20a040", "#2040d0", "#ffffff"


def quarters(width: int = 400, height: int = 300) -> QImage:
    """Red and green above, blue and white below."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(made)
    across, down = width // 2, height // 2
    for number, color in enumerate((RED, GREEN, BLUE, WHITE)):
        row, column = divmod(number, 2)
        painter.fillRect(column * across, row * down, across, down, QColor(color))
    painter.end()
    return made


def data_uri(image: QImage) -> str:
    """The picture as plans carry it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return f"data:image/png;base64,{bytes(content.toBase64().data()).decode()}"
