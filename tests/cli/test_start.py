import subprocess
import sys

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
