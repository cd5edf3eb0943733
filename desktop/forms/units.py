"""Fields whose unit stands in them: a share in percent, and the base of amounts."""

import re
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from desktop.controls import Look, label
from desktop.theme import font, space

PER_CENT = Decimal(100)
_SHARE = re.compile(r"\d{1,3}([.,]\d{1,2})?")


class UnitEdit(QLineEdit):
    """Figures on the right, and behind them what they count."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = label(unit, Look.MUTED)
        self._unit.setParent(self)
        self._unit.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFont(font())

    def set_unit(self, unit: str) -> None:
        """Count something else from now on."""
        self._unit.setText(unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._unit.adjustSize()
        width = self._unit.width()
        self.setTextMargins(0, 0, width + space(2), 0)
        middle = (self.height() - self._unit.height()) // 2
        self._unit.move(self.width() - width - space(3), middle)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()


class PercentEdit(UnitEdit):
    """A share as people say it: ``13.5`` is 0.135; two digits after the point, at most 100."""

    def __init__(self, share: Decimal = Decimal(0)) -> None:
        super().__init__("%")
        self.set_share(share)

    def set_share(self, share: Decimal) -> None:
        """Show a share: 0.05 is 5 %."""
        self.setText(f"{(share * PER_CENT).normalize():f}")

    def share(self) -> Decimal:
        """What was typed, as a share; nothing is none. Raises ValueError where `problem` speaks."""
        typed = self._typed()
        if not typed:
            return Decimal(0)
        if not _SHARE.fullmatch(typed):
            raise ValueError(typed)
        return Decimal(typed.replace(",", ".")) / PER_CENT

    def problem(self) -> str:
        """Why what was typed is no share; nothing if it is one or the field is empty."""
        try:
            share = self.share()
        except ValueError:
            return f"“{self._typed()}” is no percentage. Write it like 5 or 13.5."
        return "At most 100 %, please." if share > 1 else ""

    def _typed(self) -> str:
        return self.text().strip().removesuffix("%").strip()
