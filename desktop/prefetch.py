"""Screens loaded before somebody asks for them, while nobody waits for anything."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from core.domain.loading import load
from desktop.tasks import Tasks

FIRST_MS = 400
"""After a window is shown: its first screen has read and painted by then."""
BETWEEN_MS = 100
"""Between two modules, for what has come up meanwhile."""


class Prefetch(QObject):
    """Loads modules one after the other on a task's thread; a screen's first opening finds it."""

    def __init__(self, tasks: Tasks, modules: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._modules = tasks, iter(modules)
        self._timer = QTimer(self, singleShot=True, interval=BETWEEN_MS)
        self._timer.timeout.connect(self._load_next)

    def start(self) -> None:
        """Begin soon."""
        self._timer.start(FIRST_MS)

    def _load_next(self) -> None:
        module = next(self._modules, None)
        if module is not None:
            self._tasks.run(self, partial(load, module), done=self._go_on, failed=self._break)

    def _go_on(self, _loaded: object) -> None:
        self._timer.start(BETWEEN_MS)

    def _break(self, error: Exception) -> None:
        raise error
