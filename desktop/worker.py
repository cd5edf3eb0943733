"""The worker as a child of the desktop: on one computer nobody else does the jobs."""

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

MODULE = "desktop.worker_child"
FIRST_REST_MS = 1_000
LONGEST_REST_MS = 60_000
LONG_ENOUGH_MS = 60_000
"""A worker that lived this long was well: the next rest is short again."""
STOP_MS = 15_000
SOURCE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class WorkerLogin:
    """The worker's own login as a database URL, and the folder of the signing key."""

    url: str = field(repr=False)
    keys: Path | None = None


class WorkerProcess(QObject):
    """Runs one worker, starts it again when it dies, and stops it for good with `stop`."""

    started = Signal(int)
    """The process id of a worker that was started."""
    died = Signal(int)
    """Its exit code; another one follows after a rest."""

    def __init__(self, login: WorkerLogin, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._login = login
        self._stopping = False
        self._rest_ms = FIRST_REST_MS
        self._process = self._make_process()
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._begin)
        self._well = QTimer(self, singleShot=True, interval=LONG_ENOUGH_MS)
        self._well.timeout.connect(self._is_well)

    @property
    def pid(self) -> int:
        """The process id, 0 while none runs."""
        return int(self._process.processId())

    def start(self) -> None:
        """Start the worker and keep one running."""
        self._stopping = False
        self._begin()

    def stop(self) -> None:
        """Let the worker finish what it is doing; end it if that takes too long."""
        self._stopping = True
        self._rest.stop()
        self._well.stop()
        if self._process.state() is QProcess.ProcessState.NotRunning:
            return
        self._process.closeWriteChannel()
        if not self._process.waitForFinished(STOP_MS):
            self._process.kill()
            self._process.waitForFinished()

    def _begin(self) -> None:
        self._process.start(sys.executable, ["-m", MODULE])

    def _make_process(self) -> QProcess:
        process = QProcess(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        surroundings = QProcessEnvironment.systemEnvironment()
        known = surroundings.value("PYTHONPATH")
        paths = [str(SOURCE), *([known] if known else [])]
        surroundings.insert("PYTHONPATH", os.pathsep.join(paths))
        process.setProcessEnvironment(surroundings)
        process.started.connect(self._has_started)
        process.finished.connect(self._has_finished)
        process.errorOccurred.connect(self._has_failed)
        return process

    def _has_started(self) -> None:
        # Through the pipe: arguments and environment can be read by other people's programs.
        keys = None if self._login.keys is None else str(self._login.keys)
        told = json.dumps({"url": self._login.url, "keys": keys})
        self._process.write(f"{told}\n".encode())
        self._well.start()
        self.started.emit(self.pid)

    def _has_finished(self, code: int) -> None:
        self._well.stop()
        if not self._stopping:
            self.died.emit(code)
            self._begin_later()

    def _has_failed(self, error: QProcess.ProcessError) -> None:
        # Every other error is followed by `finished`.
        if error is QProcess.ProcessError.FailedToStart and not self._stopping:
            self._begin_later()

    def _begin_later(self) -> None:
        self._rest.start(self._rest_ms)
        self._rest_ms = min(self._rest_ms * 2, LONGEST_REST_MS)

    def _is_well(self) -> None:
        self._rest_ms = FIRST_REST_MS
