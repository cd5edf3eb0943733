"""A business paper that grows line by line, on as many A5 pages as it needs."""

from dataclasses import dataclass, field

from reportlab.lib.units import mm

from core.domain.money import Money
from core.services.tickets.paper import (
    ACCENT,
    MUTED,
    Draft,
    Paper,
    Type,
    local_day,
    local_time,
    wrap,
)
from core.services.tickets.queries import AgencyFace, EventFace

PAGE = (148 * mm, 210 * mm)  # A5

_LEFT, _RIGHT = 14 * mm, 134 * mm
_WIDE = _RIGHT - _LEFT
_FIRST, _NEXT, _BOTTOM = 184 * mm, 194 * mm, 20 * mm
_LINE = 5.4 * mm
_MOST_LINES = 4
_AGENCY = Type(12, 8, bold=True, color=ACCENT)
_HEAD = Type(17, bold=True)
_STRONG = Type(11.5, 8, bold=True)
_BESIDE = Type(9.5, 7, bold=True)
_TEXT = Type(9.5, 7)
_MUTED = Type(8, 6, color=MUTED)
_SMALL = Type(6.6, 5, color=MUTED)


@dataclass(slots=True)
class Letter:
    """The paper: what it is, its number, who sends it, and the last line of each page."""

    kind: str
    number: str
    agency: AgencyFace
    last_line: str
    y: float = _FIRST
    page: int = 1
    draft: Draft = field(init=False)

    def __post_init__(self) -> None:
        self.draft = Draft(PAGE, f"{self.kind} {self.number}", self.agency.name)

    @property
    def paper(self) -> Paper:
        """The page that is being written on."""
        return Paper(self.draft.canvas)

    def head(self, event: EventFace, beside: str) -> None:
        """Agency and kind, then the event with the number and the other party beside it."""
        self.paper.text(_LEFT, _NEXT, self.agency.name, _AGENCY, width=_WIDE * 0.55)
        self.paper.right(_RIGHT, _NEXT, self.kind, _HEAD)
        self.paper.text(_LEFT, self.y, event.title, _STRONG, width=_WIDE * 0.66)
        self.paper.right(_RIGHT, self.y, self.number, _BESIDE, width=_WIDE * 0.32)
        self.y -= _LINE
        day, time = local_day(event.start, event.timezone), local_time(event.start, event.timezone)
        words = f"{event.venue} · {day}, {time}"
        self.paper.text(_LEFT, self.y, words, _MUTED, width=_WIDE * 0.66)
        self.paper.right(_RIGHT, self.y, beside, _MUTED, width=_WIDE * 0.32)
        self.y -= _LINE
        self.rule()

    def amount(self, words: str, amount: Money, how: Type = _TEXT, *, note: str = "") -> None:
        """One line: what it is for on the left, how much on the right, a note between them."""
        lines, size = wrap(words, how, _WIDE * 0.5, most=_MOST_LINES)
        self._make_room(len(lines))
        self.paper.text(_LEFT + _WIDE * 0.52, self.y, note, _MUTED, width=_WIDE * 0.26)
        self.paper.right(_RIGHT, self.y, amount.text(), how)
        for line in lines:
            self.paper.text(_LEFT, self.y, line, how.at(size), width=_WIDE * 0.5)
            self.y -= _LINE

    def fact(self, label: str, words: str) -> None:
        """One line: a label on the left, a text on the right."""
        self._make_room(1)
        self.paper.text(_LEFT, self.y, label, _TEXT)
        self.paper.right(_RIGHT, self.y, words, _TEXT, width=_WIDE * 0.6)
        self.y -= _LINE

    def rule(self) -> None:
        """A hairline between two parts."""
        self._make_room(1)
        self.paper.rule(_LEFT, self.y + _LINE * 0.45, _WIDE)
        self.y -= _LINE * 0.7

    def finish(self) -> bytes:
        """The whole file."""
        self._end_page()
        return self.draft.finish()

    def _make_room(self, lines: int) -> None:
        if self.y - (lines - 1) * _LINE < _BOTTOM:
            self._end_page()
            self.y, self.page = _NEXT, self.page + 1

    def _end_page(self) -> None:
        small = " · ".join(self.agency.small_print)
        self.paper.text(_LEFT, 11.5 * mm, small, _SMALL, width=_WIDE)
        self.paper.text(_LEFT, 8 * mm, self.last_line, _SMALL)
        self.paper.right(_RIGHT, 8 * mm, f"Page {self.page}", _SMALL)
        self.draft.canvas.showPage()
