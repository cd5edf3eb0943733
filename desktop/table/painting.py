"""How cells are painted: status chips, figures of equal width, muted and strong text."""

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.table.columns import Column
from desktop.table.model import CHIP_ROLE, COLUMN_ROLE
from desktop.theme import Chip, TypeSize, font, space, theme

CHIP_HEIGHT = 20
CHIP_ICON = 14


class RecordPainter(QStyledItemDelegate):
    """Paints the cells of every table."""

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        column: Column[Any] | None = index.data(COLUMN_ROLE)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the row is marked, not one cell
        if column is None:
            return
        option.font = font(strong=column.strong)
        if column.muted:
            option.palette.setColor(QPalette.ColorRole.Text, theme().colour("muted"))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        chip: Chip | None = index.data(CHIP_ROLE)
        if chip is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        place = QRectF(option.rect)
        place.setLeft(place.left() + space(2))
        draw_chip(painter, place, chip)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = super().sizeHint(option, index)
        chip: Chip | None = index.data(CHIP_ROLE)
        if chip is not None:
            size.setWidth(chip_width(chip) + space(4))
        return size


def chip_width(chip: Chip) -> int:
    """Width of a chip in pixels."""
    text = QFontMetrics(font(TypeSize.SMALL, strong=True)).horizontalAdvance(chip.word)
    return text + CHIP_ICON + space(5)


def draw_chip(painter: QPainter, place: QRectF, chip: Chip) -> None:
    """Draw a chip at the left of ``place``, in the middle of its height."""
    colours = theme().palette
    ink = colours.ink(chip.tone)
    top = place.center().y() - CHIP_HEIGHT / 2 - 1
    body = QRectF(place.left(), top, chip_width(chip), CHIP_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.tint(chip.tone)))
    painter.drawRoundedRect(body, CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
    icon = QPointF(body.left() + space(2) - 1, top + (CHIP_HEIGHT - CHIP_ICON) / 2)
    painter.drawPixmap(icon, theme().icon_pixmap(chip.icon, ink, CHIP_ICON))
    painter.setPen(QColor(ink))
    painter.setFont(font(TypeSize.SMALL, strong=True))
    words = body.adjusted(CHIP_ICON + space(3), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, chip.word)
    painter.restore()
