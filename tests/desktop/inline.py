"""InlineTasks: stands in for the task runner, so that screens' tests read top to bottom."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T")


class InlineTasks:
    """Stands in for TaskRunner: runs every task at once, on this thread."""

    def run(
        self,
        owner: QObject,  # noqa: ARG002
        work: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        try:
            result = work()
        except Exception as error:  # noqa: BLE001
            failed(error)
        else:
            done(result)
