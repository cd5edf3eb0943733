import os
import signal
import subprocess
import sys

import pytest

from core.domain.staff import Role
from tests.databases import LOGINS, TestDatabase


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_the_worker_runs_until_it_is_told_to_stop(as_manager: TestDatabase) -> None:
    assert as_manager.name
    environment = {**os.environ, "PARTERRE_LOGIN": LOGINS[Role.WORKER]}
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "cli.main", "worker"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "The worker is running. Ctrl+C ends it.\n"
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=60)
        assert (process.returncode, said) == (0, "")
