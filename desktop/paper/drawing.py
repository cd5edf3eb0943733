"""Draw a sheet's map into a box, in vectors: areas, section floors, rows, seats, names.

Only the background, if it is wanted, is a picture.
"""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from desktop.paper.sheet import MapSheet
from desktop.widgets.seat_map.area_item import OWN_COLOR_SHARE, area_path
from desktop.widgets.seat_map.colors import mixed
from desktop.widgets.seat_map.labels import draw_label
from desktop.widgets.seat_map.marks import QUIET, Mark, MarkArtist, SeatStyle
from desktop.widgets.seat_map.plan import PlanArea
from desktop.widgets.seat_map.row_labels import row_labels
from desktop.widgets.seat_map.symbols import RESTRICTED_CODE, SYMBOLS

SEAT = 20.0
"""A seat's size while it is drawn; the painter is scaled to what it is on paper."""
NUMBERED_FROM = 4.5  # points a seat: smaller numbers can't be read
NAMED_BELOW = 7.0  # points a seat: from here on a section's name would cover its numbers
SEAT_FILL = 0.92
SPECK_FILL = 0.66  # of seats that nobody is meant to look at
SQUARES = frozenset({Mark.SQUARE, Mark.FRAME})


@dataclass(frozen=True, slots=True)
class _Scale:
    """From plan units to the box; `seat` is a seat's size in points."""

    factor: float
    origin: QPointF
    seat: float

    def at(self, x: float, y: float) -> QPointF:
        return QPointF(self.origin.x() + x * self.factor, self.origin.y() + y * self.factor)


def draw_map(painter: QPainter, sheet: MapSheet, box: QRectF) -> None:
    """Draw the whole map as large as fits into the box; lengths are points."""
    frame = sheet.frame
    factor = min(box.width() / frame.width(), box.height() / frame.height())
    origin = box.center() - frame.center() * factor
    scale = _Scale(factor, origin, sheet.plan.seat_size * factor)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if sheet.ground is not None:
        seen, image = sheet.ground
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        at = scale.at(seen.left(), seen.top())
        painter.drawImage(QRectF(at, seen.size() * factor), image)
    for area, holder in zip(sheet.plan.areas, sheet.plan.holders, strict=True):
        if holder < 0:
            _draw_area(painter, sheet, area, scale)
    for number in sorted(
        range(len(sheet.plan.sections)), key=lambda one: sheet.plan.sections[one].level
    ):
        _draw_section(painter, sheet, number, scale)
    if scale.seat < NAMED_BELOW:
        for section in range(len(sheet.plan.sections)):
            _draw_name(painter, sheet, section, scale)
    else:
        _draw_row_names(painter, sheet, scale)
    painter.restore()


def _draw_area(painter: QPainter, sheet: MapSheet, area: PlanArea, scale: _Scale) -> None:
    path = area_path(area)
    box = path.boundingRect()
    painter.save()
    painter.translate(scale.origin)
    painter.scale(scale.factor, scale.factor)
    if area.kind != "text":
        own = QColor(area.color)
        fill = mixed(area.color, sheet.colors.stage, OWN_COLOR_SHARE) if own.isValid() else None
        painter.setPen(QPen(QColor(sheet.colors.section_edge), 0.5 / scale.factor))
        painter.setBrush(fill or QColor(sheet.colors.stage))
        painter.drawPath(path)
    painter.restore()
    if area.text:
        share = 0.7 if area.kind == "text" else 0.4
        height = box.height() * scale.factor * share
        middle = scale.at(box.center().x(), box.center().y())
        painter.save()
        painter.translate(middle)
        painter.rotate(area.rotation)
        _write(painter, area.text, QPointF(0, 0), min(height, 22.0), sheet)
        painter.restore()


def _draw_section(painter: QPainter, sheet: MapSheet, section: int, scale: _Scale) -> None:
    outline = QPolygonF([scale.at(x, y) for x, y in sheet.plan.sections[section].outline])
    painter.setPen(QPen(QColor(sheet.colors.section_edge), 0.4))
    painter.setBrush(QColor(sheet.colors.section))
    painter.drawPolygon(outline, Qt.FillRule.WindingFill)
    for area, holder in zip(sheet.plan.areas, sheet.plan.holders, strict=True):
        if holder == section:
            _draw_area(painter, sheet, area, scale)
    ranks = sheet.plan.section_seats(section)
    codes = sheet.codes()[ranks]
    for code, style in enumerate(sheet.coloring.styles(sheet.colors)):
        worn = ranks[codes == code].tolist()
        if scale.seat < NUMBERED_FROM:
            _draw_specks(painter, sheet, worn, style, scale)
        else:
            for rank in worn:
                _draw_seat(painter, sheet, rank, style, scale)


def _draw_specks(
    painter: QPainter, sheet: MapSheet, ranks: list[int], style: SeatStyle, scale: _Scale
) -> None:
    """Seats too small for their marks; one pen for all, or a stadium's file is ten times as big."""
    plan = sheet.plan
    side = scale.seat * (SPECK_FILL if style.mark in QUIET else SEAT_FILL)
    square = style.mark in SQUARES
    painter.setPen(Qt.PenStyle.NoPen)
    share = 0.55 if style.mark in QUIET else 1.0
    painter.setBrush(mixed(style.color, sheet.colors.section, share))
    for rank in ranks:
        at = scale.at(float(plan.x[rank]), float(plan.y[rank]))
        box = QRectF(at.x() - side / 2, at.y() - side / 2, side, side)
        if square:
            painter.drawRect(box)
        else:
            painter.drawEllipse(box)


def _draw_seat(
    painter: QPainter, sheet: MapSheet, rank: int, style: SeatStyle, scale: _Scale
) -> None:
    plan = sheet.plan
    painter.save()
    painter.translate(scale.at(float(plan.x[rank]), float(plan.y[rank])))
    painter.scale(scale.seat / SEAT, scale.seat / SEAT)
    side = SEAT * SEAT_FILL
    box = QRectF(-side / 2, -side / 2, side, side)
    MarkArtist(sheet.colors.section, numbered=True).draw(painter, style, box)
    draw_label(painter, _seat_text(sheet, rank), box, style.ink, sheet.font)
    painter.restore()


def _seat_text(sheet: MapSheet, rank: int) -> str:
    """Its symbol, where it has one, else its number."""
    if rank in sheet.plan.restricted:
        return SYMBOLS[RESTRICTED_CODE]
    return SYMBOLS[int(sheet.plan.seat_type[rank])] or sheet.plan.numbers[rank]


def _draw_name(painter: QPainter, sheet: MapSheet, section: int, scale: _Scale) -> None:
    plan = sheet.plan
    ranks = plan.section_seats(section)
    x, y = plan.x[ranks], plan.y[ranks]
    nearest = int(np.hypot(x - x.mean(), y - y.mean()).argmin())
    outline = np.array(plan.sections[section].outline)
    width = float(np.ptp(outline[:, 0])) * scale.factor
    name = plan.sections[section].name
    height = min(12.0, max(4.0, width * 1.4 / max(len(name), 1)))
    middle = scale.at(float(x[nearest]), float(y[nearest]))
    _write(painter, name, middle, height, sheet, halo=True)


def _draw_row_names(painter: QPainter, sheet: MapSheet, scale: _Scale) -> None:
    """A row's name at both of its ends; once where it is longer than the row has room for."""
    rows = row_labels(sheet.plan)
    height = scale.seat * 0.7
    named: dict[int, QPointF] = {}
    for x, y, code, row in zip(
        rows.x.tolist(), rows.y.tolist(), rows.codes.tolist(), rows.row.tolist(), strict=True
    ):
        at, text = scale.at(x, y), rows.texts[code]
        first = named.setdefault(row, at)
        room = abs(at.x() - first.x()) + abs(at.y() - first.y())
        if first is at or room > len(text) * height * 1.5:
            _write(painter, text, at, height, sheet)


def _write(
    painter: QPainter,
    text: str,
    middle: QPointF,
    height: float,
    sheet: MapSheet,
    *,
    halo: bool = False,
) -> None:
    """A text of this height in points around a point, as outlines: fonts have whole sizes only."""
    font = QFont(sheet.font)
    font.setPixelSize(20)
    font.setWeight(QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    width = metrics.horizontalAdvance(text)
    painter.save()
    painter.translate(middle)
    painter.scale(height / 20, height / 20)
    painter.setFont(font)
    box = QRectF(-width / 2 - 6, -13, width + 12, 26)
    if halo:
        paper = QColor(sheet.colors.card)
        paper.setAlphaF(0.82)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paper)
        painter.drawRoundedRect(box, 6, 6)
    painter.setPen(QColor(sheet.colors.text if halo else sheet.colors.stage_text))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
