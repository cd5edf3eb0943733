"""Cycles of objects end on the GUI thread, between two events, and nowhere else."""

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication

EVERY_MS = 200
OLDEST = 2  # the generation of all that has lived for a while
REST = 50  # times as long as the last walk over everything took
PATIENCE_MS = 30_000  # for a hand that moves on and on


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
        self._rest_ms = 0
        self._since = QElapsedTimer()  # the last walk over everything
        self._since.start()
        self._hand = QPoint()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as Python would have, unless paused."""
        due = zip(gc.get_count(), self._thresholds, strict=True)
        generations = [age for age, (count, most) in enumerate(due) if count > most]
        if OLDEST in generations and not self._may_walk_all():
            generations.remove(OLDEST)
        if generations and gc.isenabled():
            self._walk(generations[-1])

    def _walk(self, generation: int) -> None:
        took = QElapsedTimer()
        took.start()
        gc.collect(generation)
        if generation == OLDEST:
            self._rest_ms = (took.elapsed() + 1) * REST
            self._since.start()

    def _may_walk_all(self) -> bool:
        """Whether nobody would feel it: with a large plan edited it takes a tenth of a second.

        Python, too, puts it off, until a quarter more is there than at the last time.
        """
        hand, self._hand = self._hand, QCursor.pos()
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        waited = self._since.elapsed()
        rests = waited >= self._rest_ms and not pressed and hand == self._hand
        return rests or waited > max(PATIENCE_MS, self._rest_ms)

    def close(self) -> None:
        """Let Python collect by itself again: there are no windows any more."""
        self._timer.stop()
        gc.set_threshold(*self._thresholds)
