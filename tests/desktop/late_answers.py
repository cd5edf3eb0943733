"""Tasks whose answers come when a test says, as on a slow line."""

from typing import Any

from PySide6.QtCore import QObject


class LateTasks:
    """Tasks that answer when and in the order the test says."""

    def __init__(self) -> None:
        self._done: list[Any] = []

    def run(self, _owner: QObject, _work: object, *, done: Any, failed: object) -> None:
        assert callable(failed)
        self._done.append(done)

    def answer(self, number: int, rows: object) -> None:
        self._done[number](rows)
