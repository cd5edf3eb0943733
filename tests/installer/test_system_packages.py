"""The set-up script on machines that lack libraries; small scripts play Debian's own tools."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the script plays Debian")

OLD_NAMES = "installed libglib2.0-0\\ninstalled libzbar0\\n"
NEW_NAMES = "installed libglib2.0-0t64\\ninstalled libzbar0t64\\n"
OTHERS = "".join(
    f"installed {name}\\n"
    for name in (
        *("libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libx11-xcb1"),
        *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
        *("libxcb-render-util0", "libxcb-shape0", "libxcb-sync1", "libxcb-xfixes0"),
        *("libxcb-xkb1", "libxkbcommon-x11-0", "fonts-dejavu-core"),
    )
)


class Machine:
    """A Debian with these packages; what apt-get was asked is in `asked`."""

    def __init__(self, folder: Path, installed: str, *, user: int = 1000) -> None:
        self.folder = folder
        self._plays("dpkg-query", f"printf '{installed}'")
        self._plays("apt-cache", '[[ ${@: -1} != *t64 && ${@: -1} != "python3.11" ]]')
        self._plays("apt-get", f'echo "$*" >> "{folder}/asked"')
        self._plays("id", f"echo {user}")
        self._plays("sudo", "exit 1")

    @property
    def asked(self) -> list[str]:
        notes = self.folder / "asked"
        return notes.read_text().splitlines() if notes.exists() else []

    def set_up(self) -> subprocess.CompletedProcess[str]:
        path = f"{self.folder}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            [ROOT / "installer/system-packages.sh"],
            env={**os.environ, "PATH": path, "PYTHON": sys.executable},
            capture_output=True,
            text=True,
            check=False,
        )

    def _plays(self, tool: str, script: str) -> None:
        (self.folder / tool).write_text(f"#!/usr/bin/env bash\n{script}\n")
        (self.folder / tool).chmod(0o755)


@pytest.mark.parametrize("names", [OLD_NAMES, NEW_NAMES], ids=["before", "after the renaming"])
def test_complete_machine_is_left_alone(tmp_path: Path, names: str) -> None:
    machine = Machine(tmp_path, names + OTHERS)

    done = machine.set_up()

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert machine.asked == []


def test_clerk_is_told_the_line_to_run(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "installed libglib2.0-0\\n" + OTHERS.replace("libegl1", "x"))

    done = machine.set_up()

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].strip() == (
        "sudo apt-get install -y --no-install-recommends libegl1 libzbar0"
    )
    assert machine.asked == []


def test_root_gets_what_is_missing(tmp_path: Path) -> None:
    machine = Machine(tmp_path, "installed libglib2.0-0\\n" + OTHERS, user=0)

    done = machine.set_up()

    assert done.returncode == 0, done.stderr
    assert machine.asked == ["install -y -qq --no-install-recommends libzbar0"]


def test_python_that_is_named_is_taken() -> None:
    found = subprocess.run(
        [ROOT / "installer/find-python.sh"],
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(found.stdout.strip()).resolve() == Path(sys.executable).resolve()


def test_machine_without_a_fit_python_is_told(tmp_path: Path) -> None:
    (tmp_path / "python3").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "python3").chmod(0o755)

    done = subprocess.run(
        ["/bin/bash", ROOT / "installer/find-python.sh"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert "Python 3.11 to 3.14" in done.stderr
