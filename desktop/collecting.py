"""Cycles of objects end on the GUI thread, between two events, and nowhere else."""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200


class GuiCollector(QObject):
    """Collects cycles from a timer of the GUI thread instead of wherever Python would.

    A closed window mostly ends with Python's cycle collector: its signals hold functions that hold
    the window. Python collects on the thread that happens to allocate, often a task's, and PySide
    then destroys Qt's half of the widget there, while the GUI thread paints or delivers events:
    the program dies without a word. On the GUI thread a collection could begin in the midst of a
    paint event. The threshold is what is turned off, since pausing turns the collector on again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.set_threshold(0)
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python would have, unless paused."""
        due = zip(gc.get_count(), self._thresholds, strict=True)
        generations = [age for age, (count, most) in enumerate(due) if count > most]
        if generations and gc.isenabled():
            gc.collect(generations[-1])

    def close(self) -> None:
        """Let Python collect by itself again: there are no windows any more."""
        self._timer.stop()
        gc.set_threshold(*self._thresholds)
