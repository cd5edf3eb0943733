import subprocess
import sys
from pathlib import Path

import pytest

from cli.saying import REFUSED


def start(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "cli.start", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_says_what_the_program_is_for() -> None:
    done = start("--help")

    assert (done.returncode, done.stderr) == (0, "")
    assert "back office of a ticket broker" in done.stdout


def test_the_program_ends_without_a_word_of_its_libraries() -> None:
    done = start("scan", "--any", "nowhere.png")

    assert done.returncode == REFUSED
    assert done.stderr == "nowhere.png can't be scanned: no such file or directory.\n"


def test_saying_what_there_is_takes_no_database_and_no_window() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, cli.main; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert not {"sqlalchemy", "psycopg", "PySide6", "numpy", "cv2", "alembic"} & set(loaded)


def test_a_folder_that_is_none_is_refused_before_the_tour(tmp_path: Path) -> None:
    file = tmp_path / "taken"
    file.touch()

    done = start("tour", "--out", str(file))

    assert done.returncode == REFUSED
    assert done.stderr == f"{file} can't be used: file exists.\n"


def test_a_data_folder_that_is_none_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "taken"
    file.touch()
    monkeypatch.setenv("PARTERRE_DATA_DIR", str(file))

    said = start("doctor").stderr

    assert said.startswith(f"The data folder {file} can't be used: not a directory. Start Parterre")
