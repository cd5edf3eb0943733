"""Files that people name: no device is read to its end, and a full disk spoils nothing."""

import os
import sys
from pathlib import Path

import pytest

from core.services.files import read_file, write_whole

if sys.platform == "win32":
    pytest.skip("devices, pipes and limits of this kind are Unix's", allow_module_level=True)


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_bytes(b"{}")

    assert read_file(tmp_path / "plan.json", most=2) == b"{}"


def test_what_has_no_end_or_no_beginning_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    for name in ("pipe", "zero.json"):
        with pytest.raises(OSError, match="it is no ordinary file"):
            read_file(tmp_path / name, most=100)


def test_a_large_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(1024**2 + 1))
    with pytest.raises(OSError, match="it is larger than 1 MB"):
        read_file(tmp_path / "large", most=1024**2)
    with pytest.raises(IsADirectoryError):
        read_file(tmp_path, most=100)


def test_a_file_is_written_over_with_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"old")
    file.chmod(0o640)
    (tmp_path / "link.json").symlink_to(file)

    write_whole(tmp_path / "link.json", b"new")

    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert (tmp_path / "link.json").is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(b"old")

    with pytest.raises(OSError):  # noqa: PT011 - its words are the system's
        write_whole(file, b"n" * 5000)

    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_missing_folder_and_a_folder_are_refused(tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "plan.json", tmp_path):
        with pytest.raises(OSError):  # noqa: PT011 - its words are the system's
            write_whole(target, b"new")
    assert list(tmp_path.iterdir()) == []
