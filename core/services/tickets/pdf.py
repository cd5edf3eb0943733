"""All tickets of a booking as one PDF, a page each, the size of a long envelope (210 × 99 mm).

What is the same on every page is one shared form, so a page costs little more than its two codes.
"""

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from core.services.tickets.codes import barcode_shape, qr_shape
from core.services.tickets.paper import (
    ACCENT,
    HAIR,
    MUTED,
    ON_ACCENT,
    Draft,
    Paper,
    Type,
    grouped,
    local_day,
    local_time,
    stacked,
    wrap,
)
from core.services.tickets.queries import TicketFace, TicketSheet

PAGE = (210 * mm, 99 * mm)
WALK_UP = "Walk-up"

_BAND = 5 * mm
_LEFT = 15 * mm
_STUB = 148 * mm
_WIDE = _STUB - _LEFT - 8 * mm
_MIDDLE = (_STUB + PAGE[0]) / 2
_QR = 41 * mm
_BARS = (44 * mm, 9 * mm)
_SHARED = "same-on-every-page"

_AGENCY = Type(8.5, 6, bold=True, color=ACCENT)
_TITLE = Type(27, 17, bold=True)
_LONG_TITLE = Type(17, 10.5, bold=True)
_VENUE = Type(12, 8)
_WHEN = Type(13.5, 8, bold=True)
_LABEL = Type(6.6, color=MUTED)
_PLACE = Type(27, 9, bold=True)
_FACT = Type(9.5, 6.5)
_SMALL = Type(6.2, 5, color=MUTED)
_NUMBER = Type(8.2, bold=True)


def tickets_pdf(sheet: TicketSheet) -> bytes:
    """Draw the tickets, in the sheet's order."""
    draft = Draft(PAGE, f"Tickets {sheet.booking}", sheet.agency.name)
    canvas = draft.canvas
    canvas.setSubject(sheet.event.title)
    _draw_shared(canvas, sheet)
    for number, ticket in enumerate(sheet.tickets, start=1):
        canvas.doForm(_SHARED)
        _draw_ticket(Paper(canvas), ticket, f"{number} of {len(sheet.tickets)}")
        canvas.showPage()
    return draft.finish()


def _draw_shared(canvas: Canvas, sheet: TicketSheet) -> None:
    canvas.beginForm(_SHARED, 0, 0, *PAGE)
    paper = Paper(canvas)
    _draw_frame(paper)
    paper.text(_LEFT, 88 * mm, sheet.agency.name.upper(), _AGENCY, width=_WIDE)
    _draw_event(paper, sheet)
    paper.rule(_LEFT, 45.5 * mm, _WIDE)
    paper.rule(_LEFT, 24.5 * mm, _WIDE)
    _draw_labels(paper)
    for x, words in (
        (_LEFT + 34 * mm, sheet.booking),
        (_LEFT + 78 * mm, sheet.holder or WALK_UP),
    ):
        paper.text(x, 15.4 * mm, words, _FACT, width=(44 if words is sheet.booking else 47) * mm)
    small = " · ".join(sheet.agency.small_print)
    paper.text(_LEFT, 6.2 * mm, small, _SMALL, width=_WIDE)
    canvas.endForm()


def _draw_frame(paper: Paper) -> None:
    canvas = paper.canvas
    canvas.setFillColor(ACCENT)
    canvas.rect(0, 0, _BAND, PAGE[1], stroke=0, fill=1)
    canvas.saveState()
    canvas.translate(_BAND / 2 + 1.1 * mm, PAGE[1] / 2)
    canvas.rotate(90)
    paper.centred(0, 0, "ADMIT ONE", Type(7, bold=True, color=ON_ACCENT))
    canvas.restoreState()
    canvas.setStrokeColor(HAIR)
    canvas.setLineWidth(0.7)
    canvas.setDash(1.6, 2.6)
    canvas.line(_STUB, 0, _STUB, PAGE[1])
    canvas.setDash()


def _draw_event(paper: Paper, sheet: TicketSheet) -> None:
    event = sheet.event
    lines, size = wrap(event.title, _TITLE, _WIDE, most=2)
    if " ".join(lines) != " ".join(event.title.split()):
        lines, size = wrap(event.title, _LONG_TITLE, _WIDE, most=3)
    last = stacked(paper, _LEFT, 85 * mm, lines, _TITLE.at(size))
    venue = event.venue if event.city is None else f"{event.venue}, {event.city}"
    y = last - 7.6 * mm
    paper.text(_LEFT, y, venue, _VENUE, width=_WIDE)
    when = f"{local_day(event.start, event.timezone)}, {local_time(event.start, event.timezone)}"
    paper.text(_LEFT, y - 6.8 * mm, when, _WHEN, width=_WIDE)


_PLACES = (
    (_LEFT, "SECTION", 62 * mm),
    (_LEFT + 66 * mm, "ROW", 25 * mm),
    (_LEFT + 95 * mm, "SEAT", 30 * mm),
)


def _draw_labels(paper: Paper) -> None:
    for x, label, _ in _PLACES:
        paper.text(x, 41 * mm, label, _LABEL)
    for x, label in ((_LEFT, "PRICE"), (_LEFT + 34 * mm, "BOOKING"), (_LEFT + 78 * mm, "NAME")):
        paper.text(x, 20 * mm, label, _LABEL)


def _draw_ticket(paper: Paper, ticket: TicketFace, count: str) -> None:
    for (x, _, width), words in zip(
        _PLACES, (ticket.section, ticket.row, ticket.seat), strict=True
    ):
        paper.text(x, 30.2 * mm, words, _PLACE, width=width)
    paper.text(_LEFT, 15.4 * mm, ticket.price.text(), _FACT.at(10.5), width=32 * mm)
    paper.right(_STUB - 8 * mm, 88 * mm, count, _LABEL)
    paper.qr(_MIDDLE - _QR / 2, 49 * mm, _QR, qr_shape(ticket.qr))
    paper.centred(_MIDDLE, 40.4 * mm, ticket.number, _NUMBER)
    place = f"{ticket.section} · Row {ticket.row} · Seat {ticket.seat}"
    paper.centred(_MIDDLE, 36 * mm, place, _LABEL.at(7.2), width=54 * mm)
    paper.barcode(_MIDDLE - _BARS[0] / 2, 17.5 * mm, _BARS, barcode_shape(ticket.barcode))
    paper.centred(_MIDDLE, 13.2 * mm, grouped(ticket.barcode), _FACT.at(8.6))
