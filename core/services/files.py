"""Files that people name: read only if they are files of a bearable size, written whole or not."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EFBIG, EINVAL
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from core.domain.errors import Refusal, said_by_system


class FileNotWritten(Refusal):
    """`reason` says why `file` could not be written; what it held before is still there."""

    def __init__(self, file: Path, reason: str) -> None:
        self.file, self.reason = file, reason
        super().__init__(f"{file} could not be written: {reason}.")


def read_file(file: Path, *, most: int) -> bytes:
    """The content of an ordinary file of at most `most` bytes; raises OSError in plain words.

    A device or a pipe has no size to look at first, and may have no end.
    """
    found = file.stat()
    ordinary = S_ISREG(found.st_mode)
    if not ordinary and not S_ISDIR(found.st_mode):  # what a folder is, the system says
        raise OSError(EINVAL, "it is no ordinary file")
    if ordinary and found.st_size > most:
        raise OSError(EFBIG, f"it is larger than {most // 1024**2} MB")
    return file.read_bytes()


def write_whole(file: Path, content: bytes) -> None:
    """Write the file, or leave it as it was and raise OSError: the disk may be full."""
    target = Path(os.path.realpath(file))
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        if target.is_file():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def unwritten_refused(file: Path) -> Iterator[None]:
    """Refuse `FileNotWritten` where the system won't have the file that the block writes."""
    try:
        yield
    except OSError as error:
        raise FileNotWritten(file, said_by_system(error)) from error
