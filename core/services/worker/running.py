"""Run the worker: until it is told to stop, its parent is gone, or nothing is left to do."""

import asyncio
import ctypes
import logging
import os
import signal
import sys
import threading
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from types import FrameType

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from psycopg import OperationalError
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

from core.domain.errors import Outage
from core.services.staff import SignedIn
from core.services.work import Clock, wall_clock
from core.services.worker.connecting import QueueConnector
from core.services.worker.tasks import Workbench, make_app, retry_stalled, tidy_up
from db.jobs import JOBS_SCHEMA

_GRACE = 10.0
_POLL = 1.0  # seconds: jobs come without a notice, see db/security/45_jobs.sql
_LOOK = 0.5
_CONNECTIONS = 3
_SYNCHRONIZE = 0x00100000
_PATIENCE = 3.0

log = logging.getLogger(__name__)


def run_worker(
    person: SignedIn,
    stop: threading.Event,
    *,
    keys: Path | None = None,
    clock: Clock = wall_clock,
    parent: int | None = None,
) -> None:
    """Do jobs until `stop` is set or the process `parent` is gone; jobs that run are finished.

    A database that goes away is waited for.
    `person` is the worker's own login; `keys` the folder of the signing key.
    """
    bench = Workbench(person, keys, clock)
    while not (stop.is_set() or _is_gone(parent)):
        try:
            tidy_up(bench)
            _run(_serve(bench, stop, parent))
        except (Outage, OperationalError, ConnectorException) as error:
            log.warning("The worker lost the database and tries again: %s", error)
            stop.wait(_PATIENCE)


def run_until_idle(
    person: SignedIn, *, keys: Path | None = None, clock: Clock = wall_clock
) -> None:
    """Do every job that is in the queue now, then return."""
    _run(_empty(Workbench(person, keys, clock)))


def stop_on_signals(stop: threading.Event) -> None:
    """Let SIGINT and SIGTERM set `stop`; the main thread's business."""

    def hear(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, hear)


def _run(job: Coroutine[None, None, None]) -> None:
    # psycopg waits on sockets, which Windows' own event loop can't do.
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(job)


async def _serve(bench: Workbench, stop: threading.Event, parent: int | None) -> None:
    async with _opened(bench, timetable=True) as app:
        await retry_stalled(app, bench.queue)
        working = asyncio.create_task(
            app.run_worker_async(
                queues=[bench.queue],
                listen_notify=False,
                install_signal_handlers=False,
                delete_jobs="successful",
                fetch_job_polling_interval=_POLL,
                shutdown_graceful_timeout=_GRACE,
            )
        )
        while not (stop.is_set() or working.done() or _is_gone(parent)):
            await asyncio.wait({working}, timeout=_LOOK)
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working


async def _empty(bench: Workbench) -> None:
    async with _opened(bench, timetable=False) as app:
        await app.run_worker_async(
            queues=[bench.queue],
            wait=False,
            listen_notify=False,
            install_signal_handlers=False,
            delete_jobs="successful",
        )


def _opened(bench: Workbench, *, timetable: bool) -> AbstractAsyncContextManager[App]:
    url = bench.person.engine.url
    connector = QueueConnector(
        conninfo=_conninfo(url),
        kwargs={"options": f"-c search_path={JOBS_SCHEMA}", "application_name": "parterre worker"},
        min_size=1,
        max_size=_CONNECTIONS,
    )
    return make_app(bench, connector, timetable=timetable).open_async()


def _conninfo(url: URL) -> str:
    """The same server and login for the driver alone."""
    known = {
        "host": url.host,
        "port": url.port,
        "dbname": url.database,
        "user": url.username,
        "password": url.password,
    }
    given = {name: value for name, value in known.items() if value is not None}
    query = {name: str(value) for name, value in url.query.items()}
    return make_conninfo("", **given, **query)


def _is_gone(parent: int | None) -> bool:
    """Whether the process that started us has ended; on Windows it is told by its handle."""
    if parent is None:
        return False
    if sys.platform == "win32":
        return _ended_on_windows(parent)
    return os.getppid() != parent


def _ended_on_windows(pid: int) -> bool:
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(_SYNCHRONIZE, False, pid)
    if not handle:
        return True
    ended = bool(kernel.WaitForSingleObject(handle, 0) == 0)
    kernel.CloseHandle(handle)
    return ended
