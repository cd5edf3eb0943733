"""Who uses the server: a lock file a client, which the system lets go when the client dies."""

import os
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

LONGEST_START = 360


def lock_of(path: Path) -> FileLock:
    """A lock that any thread of this process may give back."""
    return FileLock(path, mode=0o600, thread_local=False, poll_interval=0.01)


def start_lock(data_folder: Path) -> FileLock:
    """Held while the server is started, joined, left or stopped, by one process at a time."""
    return FileLock(
        data_folder / "start.lock",
        mode=0o600,
        timeout=LONGEST_START,
        thread_local=False,
        poll_interval=0.01,
    )


def register(clients: Path) -> FileLock:
    """Note one more client, by a lock that is held until `leave`."""
    clients.mkdir(mode=0o700, exist_ok=True)
    lock = lock_of(clients / f"{os.getpid()}-{uuid4().hex[:8]}.lock")
    lock.acquire(blocking=False)
    return lock


def leave(lock: FileLock) -> None:
    """Give a client's lock back and remove its file."""
    lock.release()
    Path(lock.lock_file).unlink(missing_ok=True)


def anybody_left(clients: Path) -> bool:
    """Whether a living client holds a lock; files of clients that died are removed on the way."""
    living = [path for path in clients.glob("*.lock") if _lives(path)]
    return bool(living)


def _lives(path: Path) -> bool:
    lock = lock_of(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return True
    leave(lock)
    return False
