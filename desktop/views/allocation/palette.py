"""The palette: every paint with its look, its key, and how many seats of the plan have it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from core.domain.holds.painting import Level, Painting
from core.domain.holds.uses import (
    LONGEST_REASON,
    OPEN,
    HoldType,
    Use,
    UseKind,
    blocked,
    held,
    kept_for,
    presold,
)
from core.domain.inventory.states import Allotment
from core.services.events.price_levels import PriceLevelRow
from core.services.holds.presales import PresaleRow
from desktop.controls import Look, label
from desktop.forms import Field, Form, Pick
from desktop.theme import space, theme
from desktop.views.allocation.looks import (
    BLOCKED_LOOK,
    CHANNEL_LOOKS,
    ERASED_LOOK,
    HOLD_LOOKS,
    NO_LEVEL_LOOK,
    OPEN_LOOK,
    WORDS,
)
from desktop.views.hold_ends import ENDS, end_of
from desktop.widgets.clickable import Clickable
from desktop.widgets.seat_map.color_modes import kind_entries
from desktop.widgets.seat_map.colors import current_colors
from desktop.widgets.seat_map.styles import SeatLook, swatch
from desktop.words import number_text

SWATCH = 16
KEYED = 9
"""So many paints of a layer have a number key."""


@dataclass(frozen=True, slots=True)
class Paint:
    """One paint of the palette: a use by its kind, a price level, or the eraser (neither)."""

    words: str
    look: SeatLook
    key: str = ""
    use: Use | None = None
    level: Level = None
    on_levels: bool = False

    @property
    def erases(self) -> bool:
        """Whether it takes paint away."""
        return self.use is None and not self.on_levels


class Palette(QWidget):
    """Uses, price levels and the eraser; `chosen` carries the Paint as it is to be applied."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.paints: list[Paint] = []
        self.hint = label("", Look.MUTED, wrap=True)
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.ends: Pick[timedelta | None] = Pick(ENDS)
        self._start: datetime | None = None
        self._rows: list[_PaintRow] = []
        self._inside = QWidget()
        self._lay_out()
        self.show_selected(0)

    def offer(
        self, levels: Sequence[PriceLevelRow], presales: Sequence[PresaleRow], start: datetime
    ) -> None:
        """Offer the paints of an event that starts then."""
        paints = [*use_paints(presales), *level_paints(levels), ERASER]
        self._start = start
        if paints != self.paints:
            self.paints = paints
            self._make_rows()

    def show_counts(self, painting: Painting) -> None:
        """Say how many seats of the plan have each paint."""
        uses = list(painting.use_counts())
        levels = dict(painting.level_counts())
        for paint, row in zip(self.paints, self._rows, strict=True):
            use = paint.use
            if paint.on_levels:
                row.show_count(levels.get(paint.level, 0))
            elif use is not None:
                row.show_count(sum(seats for one, seats in uses if _alike(one, use)))

    def show_selected(self, seats: int) -> None:
        """Say what to do next."""
        self.hint.setText(
            f"{number_text(seats)} selected: choose a paint."
            if seats
            else "Select seats on the map, then choose a paint."
        )

    def press_key(self, key: str) -> None:
        """Choose the paint of a key."""
        for paint in self.paints:
            if paint.key == key:
                self.choose(paint)

    def choose(self, paint: Paint) -> None:
        """Choose a paint, with the reason and the end that are set."""
        self.chosen.emit(self._filled_in(paint))

    def _filled_in(self, paint: Paint) -> Paint:
        use = paint.use
        if use is not None and use.hold_type is not None:
            until = end_of(self.ends.value(), self._start)
            use = held(use.hold_type, self.reason.text(), until)
        elif use is not None and use.kind is UseKind.BLOCKED:
            use = blocked(self.reason.text())
        return Paint(paint.words, paint.look, paint.key, use, paint.level, paint.on_levels)

    def _make_rows(self) -> None:
        self._inside.deleteLater()
        self._inside = QWidget()
        layout = QVBoxLayout(self._inside)
        layout.setContentsMargins(0, 0, space(1), 0)
        layout.setSpacing(0)
        self._rows = []
        for at, paint in enumerate(self.paints):
            first_level = paint.on_levels and not self.paints[at - 1].on_levels
            if at == 0 or first_level:
                layout.addWidget(label("Price levels" if first_level else "Uses", Look.FIELD))
            if paint.erases:
                layout.addSpacing(space(2))
            row = _PaintRow(paint)
            row.opened.connect(lambda paint=paint: self.choose(paint))
            self._rows.append(row)
            layout.addWidget(row)
            if paint.use is not None and not self.paints[at + 1].use:
                layout.addSpacing(space(2))
        layout.addStretch(1)
        self._scroll.setWidget(self._inside)

    def _lay_out(self) -> None:
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form = Form()
        form.add_row(Field("Reason of holds and blocks", self.reason))
        form.add_row(Field("Holds end", self.ends))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(space(3))
        layout.addWidget(self.hint)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(form)


class _PaintRow(Clickable):
    """A paint of the palette: look, words, count, key."""

    def __init__(self, paint: Paint) -> None:
        super().__init__(paint.words)
        self._paint = paint
        self._picture = QLabel()
        self._count = label("", Look.MUTED)
        line = QHBoxLayout(self)
        line.setContentsMargins(space(2), space(1), space(2), space(1))
        line.setSpacing(space(2))
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(label(paint.words), 1)
        line.addWidget(self._count)
        key = label(paint.key, Look.KEY)
        line.addWidget(key)
        key.setVisible(bool(paint.key))  # only in here: shown alone it would be a window
        theme().changed.connect(self._draw)
        self._draw()

    def show_count(self, seats: int) -> None:
        """Say how many seats have it; nothing for none."""
        self._count.setText(number_text(seats) if seats else "")

    def _draw(self) -> None:
        picture: QPixmap = swatch(
            current_colors(), self._paint.look, SWATCH, self.devicePixelRatioF()
        )
        self._picture.setPixmap(picture)


ERASER = Paint("Leave as it is", ERASED_LOOK, "Del")
_CHANNELS = (Allotment.WEB, Allotment.PARTNER, Allotment.PHONE, Allotment.COUNTER)


def use_paints(presales: Sequence[PresaleRow]) -> list[Paint]:
    """Open, holds, blocked, channels, then the presales of the event; the first nine with a key."""
    found = [
        ("Open", OPEN_LOOK, OPEN),
        *((WORDS[one], HOLD_LOOKS[one], held(one)) for one in HoldType),
        ("Blocked", BLOCKED_LOOK, blocked()),
        *((WORDS[one], CHANNEL_LOOKS[one], kept_for(one)) for one in _CHANNELS),
        *(
            (f"Presale {one.name}", CHANNEL_LOOKS[Allotment.PRESALE], presold(one.id))
            for one in presales
        ),
    ]
    return [
        Paint(words, look, str(n) if n <= KEYED else "", use)
        for n, (words, look, use) in enumerate(found, start=1)
    ]


def level_paints(levels: Sequence[PriceLevelRow]) -> list[Paint]:
    """The price levels in their order, and none; the first nine with Alt and a number."""
    entries = kind_entries([level.name for level in levels])
    looks = [entry.look for entry in entries]
    more = SeatLook("muted", BLOCKED_LOOK.mark)
    found: list[tuple[str, SeatLook, UUID | None]] = [
        (level.name, looks[n] if n < len(looks) else more, level.id)
        for n, level in enumerate(levels)
    ]
    if found:
        found.append(("No price level", NO_LEVEL_LOOK, None))
    return [
        Paint(words, look, f"Alt+{n}" if n <= KEYED else "", level=level, on_levels=True)
        for n, (words, look, level) in enumerate(found, start=1)
    ]


def _alike(one: Use, paint: Use) -> bool:
    """Whether a use is of this paint, whatever its reason and end."""
    return (one.kind, one.hold_type, one.allotment, one.presale_id) == (
        paint.kind,
        paint.hold_type,
        paint.allotment,
        paint.presale_id,
    )
