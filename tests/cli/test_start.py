import subprocess
import sys


def test_the_program_ends_without_a_word_of_its_libraries() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli.start", "--help"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "back office of a ticket broker" in done.stdout
