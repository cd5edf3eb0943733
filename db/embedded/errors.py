"""What is said when there is no server to be had."""

import shutil
from pathlib import Path

from core.domain.errors import Outage

TAIL_LINES = 5
NO_SPACE = "No space left on device"
FIRST_START_MB = 400
"""For the cluster, its log of changes and the demo season, some of it to spare."""
SEGMENTS_MB = 32
"""Two pieces of the log of changes: the server ends itself where it finds no room for one more."""


class EmbeddedServerUnavailable(Outage):
    """The embedded server can't be started, joined or found; the text says what one can do."""

    @classmethod
    def with_log(cls, what: str, *, said: str, log: Path) -> "EmbeddedServerUnavailable":
        """What happened, the last lines that the server said about it, and where its log lies."""
        tail = "\n".join(f"    {line}" for line in said.strip().splitlines()[-TAIL_LINES:])
        where = f"The server's log is {log}."
        return cls("\n".join(part for part in (what, tail, where) if part))


class DiskFull(EmbeddedServerUnavailable):
    """The disk of `folder` has no room for the server; `free` and `needed` are megabytes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.free, self.needed = folder, _free_megabytes(folder), FIRST_START_MB
        super().__init__(
            f"The disk with {folder} is full: {self.free} MB are free there, and a first start "
            f"takes about {self.needed} MB. Nothing is half done, and what was saved is kept. Make "
            "room, or set PARTERRE_DATA_DIR to a folder on a larger disk; then start again."
        )


def is_full(folder: Path) -> bool:
    """Whether the disk of a folder has no room for what a server there writes first of all."""
    return _free_megabytes(folder) < SEGMENTS_MB


def _free_megabytes(folder: Path) -> int:
    return shutil.disk_usage(folder).free // 1024**2
