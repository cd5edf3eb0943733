"""Who sits where, for the front of house: a list by section and row on pages of its own."""

from collections.abc import Callable, Iterator
from itertools import groupby

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.paper.legend import draw_header, header_height, sized
from desktop.paper.sheet import Guest, MapSheet

LINE = 13.0
TEXT = 8.5
COLUMN = 250.0
GUTTER = 18.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Line = tuple[str, str, bool]
"""What stands left and right, and whether it is a heading."""


def guest_lines(sheet: MapSheet) -> list[Line]:
    """A heading a section and row, then a line a party: its seats and its name."""
    parts = sorted(_parts(sheet), key=lambda part: part[0])
    lines: list[Line] = []
    for (section, row), members in groupby(parts, key=lambda part: (part[1], part[2])):
        lines.append((f"{section}, row {row}" if row else section, "", True))
        lines += [(seats, f"{guest.name}  {guest.booking}", False) for *_, seats, guest in members]
    return lines


def draw_guests(
    painter: QPainter, sheet: MapSheet, page: QRectF, new_page: Callable[[], object]
) -> int:
    """List the guests in columns, on as many pages as they take; returns how many."""
    lines = guest_lines(sheet)
    if not lines:
        return 0
    body = page.adjusted(0, header_height(sheet), 0, 0)
    columns = max(1, int((body.width() + GUTTER) // (COLUMN + GUTTER)))
    a_column = max(1, int(body.height() // LINE))
    pages = 0
    for start in range(0, len(lines), a_column * columns):
        new_page()
        pages += 1
        draw_header(painter, sheet, page, f"Who sits where, page {pages}")
        for number, line in enumerate(lines[start : start + a_column * columns]):
            across, down = divmod(number, a_column)
            left = body.left() + across * (COLUMN + GUTTER)
            _draw_line(painter, sheet, line, QRectF(left, body.top() + down * LINE, COLUMN, LINE))
    return pages


def _parts(sheet: MapSheet) -> Iterator[tuple[int, str, str, str, Guest]]:
    """A party's seats of one row: its first rank, section, row, seat numbers and the guest."""
    plan = sheet.plan
    for guest in sheet.guests:
        by_row = sorted(guest.ranks, key=lambda rank: (int(plan.row_of[rank]), rank))
        for _, ranks in groupby(by_row, key=lambda rank: int(plan.row_of[rank])):
            own = list(ranks)
            section = plan.sections[int(plan.section[own[0]])].name
            numbers = ", ".join(plan.numbers[rank] for rank in own)
            yield own[0], section, plan.rows[own[0]], numbers, guest


def _draw_line(painter: QPainter, sheet: MapSheet, line: Line, box: QRectF) -> None:
    left, right, heading = line
    painter.setFont(sized(sheet.font, TEXT, bold=heading))
    painter.setPen(QColor(sheet.colors.text))
    painter.drawText(box, _LEFT, left)
    painter.drawText(box.adjusted(box.width() * 0.28, 0, 0, 0), _LEFT, right)
    painter.setPen(QPen(QColor(sheet.colors.section_edge), 0.4))
    painter.drawLine(box.bottomLeft(), box.bottomRight())
